"""Intent → a new plan: steps of a task's life, fields, units. Knows neither text nor YAML."""
