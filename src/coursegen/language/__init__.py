"""What differs between languages: data files a language, and the few functions that read them."""
