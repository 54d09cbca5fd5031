"""FHIR R4 out and in. Resources are plain dicts; codes only where they were verified, `text` always."""
