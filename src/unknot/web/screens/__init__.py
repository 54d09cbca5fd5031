"""The screens: one module per page, each view translating, calling once, translating back."""
