"""A transcript becomes findings: rules propose, stance decides, and what is left is combined into flags."""
