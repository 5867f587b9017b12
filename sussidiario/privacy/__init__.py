"""Who may know what, beyond the everyday: grants, emergency accesses, readings, exports, retention, rights, and the accounts it all rests on."""
