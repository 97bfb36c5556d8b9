package main

import "lantoa/internal/app"

// demoLoader is what fills the demonstration.
func demoLoader() app.DemoLoader { return nil }
