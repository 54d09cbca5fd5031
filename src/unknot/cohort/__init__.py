"""The same analysis over many journals: de-identified files in, pooled results out."""
