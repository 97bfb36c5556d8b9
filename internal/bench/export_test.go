package bench

// Judge is judge.
func Judge(all ...Database) []Goal { return judge(all) }
