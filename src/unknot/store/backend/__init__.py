"""Django's SQLite backend over SQLCipher: the whole database file is encrypted."""
