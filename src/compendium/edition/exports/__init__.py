"""An edition in the forms that others read: tables, citations, catalogues of duties."""
