"""What binds whom as of a day, and the checklists made of it. Pure: records in, records out."""
