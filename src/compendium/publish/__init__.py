"""The site without a server: the same views, written as files."""
