package kit

// TaskList is the page of a person's background tasks.
const TaskList = "/quan-ly/tac-vu"

// TaskPath is the page of a background task.
func TaskPath(id string) string { return TaskList + "/" + id }
