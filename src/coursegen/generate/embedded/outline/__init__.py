"""The outline: sections, their plans, titles and objectives."""
