package db

// CallKind is what a Call asks of the driver.
type CallKind int

// The kinds of calls.
const (
	Read   CallKind = iota // a select outside a transaction
	Begin                  // a writing transaction begins
	Select                 // a select inside it
	Change                 // an insert, update or delete inside it
	Commit
)

// Call is one thing asked of the driver, with text and arguments as it gets them.
type Call struct {
	Kind CallKind
	Text string
	Args []any
}

// watched tells whoever measures; in production nobody does.
func (d *DB) watched(kind CallKind, text string, args []any) {
	if d.watch != nil {
		d.watch(Call{kind, text, args})
	}
}
