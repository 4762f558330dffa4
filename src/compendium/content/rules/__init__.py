"""The content rules: one documented class for each thing that content must satisfy."""
