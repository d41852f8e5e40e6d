"""The tests: promises to the person at the counter, and the rules behind them."""
