"""A study: a run, its walk and who judges them; what the page, the command line and a script all use."""
