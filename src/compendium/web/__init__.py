"""The site: a Django project that reads one edition and never content files."""
