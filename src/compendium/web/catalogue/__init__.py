"""The public pages: thin views, presenters that shape what each page shows."""
