"""Documents in; passages, statements and search out. llama-index lives here only."""
