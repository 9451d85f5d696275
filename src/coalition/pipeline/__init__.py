"""The pipeline: spaCy components that find countries, people, quotations and evidence of stance."""
