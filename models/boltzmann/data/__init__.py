"""Binary pictures to learn from: bundled digits, bars and stripes, the user's own."""
