"""Any OpenAI-compatible endpoint as a generator: requests in, drafts out, many in flight."""
