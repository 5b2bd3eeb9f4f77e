"""Sources to pages: files, folders and tables."""
