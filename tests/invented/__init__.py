"""An invented domain, of things that open and close: to test the journal and the doors before and below any real one."""
