"""The API: what pages and gadgets send when they are not a form."""
