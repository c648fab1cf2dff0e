"""What a person typed or a notice says → things of the plan: ids, names, dates, wordings, lists of
units."""
