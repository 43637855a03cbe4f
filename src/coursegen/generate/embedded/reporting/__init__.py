"""The duty to report, as one module: what the learner reports, how, to whom, and who takes it from there."""
