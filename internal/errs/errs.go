// Package errs is the one error type that crosses layers: a kind that decides
// what the caller does, a message key a person reads in their language, and a
// private cause that goes to the log only.
package errs

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure this is; the edge maps it to a status.
type Kind int

// The kinds, in the order in which a request meets them.
const (
	// Internal is anything a person cannot mend; its cause goes to the log.
	Internal Kind = iota
	// NotFound covers what does not exist and what the person may not see: the two must look alike.
	NotFound
	// Invalid is input a person can mend; Fields names where.
	Invalid
	// Denied is an action that the person's rights do not cover.
	Denied
	// Conflict is a stale version, a step already taken, or a broken uniqueness.
	Conflict
	// Busy is what the program has no hands free for; the same may succeed later.
	Busy
)

// FieldError is one fault of one form field.
type FieldError struct {
	Field string
	Key   string
	Args  []any
}

// Error carries a message key of the catalogues, never a sentence.
type Error struct {
	Kind   Kind
	Key    string
	Args   []any
	Fields []FieldError
	cause  error
}

// New makes an error of a kind with a message key and its arguments.
func New(kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: args}
}

// Wrap hides cause behind a message key; Unwrap and the log still see it.
func Wrap(cause error, kind Kind, key string, args ...any) *Error {
	return &Error{Kind: kind, Key: key, Args: args, cause: cause}
}

// WithField adds a field's fault and returns e.
func (e *Error) WithField(field, key string, args ...any) *Error {
	e.Fields = append(e.Fields, FieldError{Field: field, Key: key, Args: args})
	return e
}

// OrNil returns e when it names at least one field, and nil otherwise: checks
// collect into one Invalid error and end with it.
func (e *Error) OrNil() error {
	if len(e.Fields) == 0 {
		return nil
	}
	return e
}

// Error is for logs; a person reads the catalogue's text of Key.
func (e *Error) Error() string {
	s := e.Key
	if len(e.Args) > 0 {
		s += fmt.Sprint(e.Args)
	}
	for _, f := range e.Fields {
		s += fmt.Sprintf(" %s=%s%v", f.Field, f.Key, f.Args)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap gives the private cause.
func (e *Error) Unwrap() error { return e.cause }

// KindOf is the kind of the first *Error in err's chain, Internal without one.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Is reports whether err is of the kind.
func Is(err error, kind Kind) bool { return err != nil && KindOf(err) == kind }

// As gives the first *Error in err's chain, or nil.
func As(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}
