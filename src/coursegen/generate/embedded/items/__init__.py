"""The items of a module: builders, wrong options, feedback, the choice among candidates."""
