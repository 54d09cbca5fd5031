"""A person's own data: copies, bringing in, erasing."""
