"""Who can see this: the people, links, devices and tokens of a journal, each with a Stop; and what was done."""
