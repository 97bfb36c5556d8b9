package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/errs"
)

const taskColumns = `id, kind, author_id, about, state, input, cursor, done, total, outcome, problem, file_name, file_size, created_at, started_at, moved_at, ended_at, version`

func insertTask(ctx context.Context, tx *db.Tx, t Task) error {
	_, err := tx.Exec(ctx, `insert into task (`+taskColumns+`) values ($1, $2, $3, $4, $5, $6, '', 0, $7, '', '', '', 0, $8, null, $8, null, 1)`,
		t.ID, t.Kind, t.AuthorID, t.About, t.State, t.Input, t.Total, t.CreatedAt)
	return err
}

// moveTask stores where a running task stands, if it is still in these hands.
func moveTask(ctx context.Context, tx *db.Tx, t Task) error {
	n, err := tx.Exec(ctx, `update task set state = $3, cursor = $4, done = $5, total = $6, outcome = $7, problem = $8, file_name = $9, file_size = $10,
		moved_at = $11, ended_at = $12, version = version + 1 where id = $1 and version = $2 and state = 'running'`,
		t.ID, t.Version, t.State, t.Cursor, t.Done, t.Total, t.Outcome, t.Problem, t.FileName, t.FileSize, t.MovedAt, t.EndedAt)
	if err == nil && n == 0 {
		err = errLost
	}
	return err
}

// claim takes the task into a worker's hands: whoever had it before can store
// nothing more.
func (r *Runner) claim(ctx context.Context, id string) (Task, error) {
	var t Task
	err := r.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `update task set state = 'running', started_at = coalesce(started_at, $2), ended_at = null, version = version + 1
			where id = $1 and state in ('waiting', 'running', 'failed')`, id, tx.Now())
		if err != nil {
			return err
		}
		if n == 0 {
			return errs.New(errs.NotFound, "error.not_found")
		}
		t, err = db.One[Task](ctx, tx, `select `+taskColumns+` from task where id = $1`, id)
		return err
	})
	return t, err
}

func countOpen(ctx context.Context, r db.Reader, author string) (int, error) {
	return db.One[int](ctx, r, `select count(*) from task where author_id = $1 and state in ('waiting', 'running')`, author)
}

// Tasks lists a person's tasks, newest first, before the one given ("" from the newest).
func Tasks(ctx context.Context, r db.Reader, author, before string, limit int) ([]Task, error) {
	if before == "" {
		before = "~"
	}
	return db.All[Task](ctx, r, `select `+taskColumns+` from task where author_id = $1 and id < $2 order by id desc limit $3`, author, before, limit)
}

// TaskOf is a person's task; another's is NotFound.
func TaskOf(ctx context.Context, r db.Reader, author, id string) (Task, error) {
	return db.One[Task](ctx, r, `select `+taskColumns+` from task where author_id = $1 and id = $2`, author, id)
}

// Cancel ends a person's task that waits or runs: what its finished steps did
// stays, what is under way is rolled back. One that has ended stays as it is.
func (r *Runner) Cancel(ctx context.Context, author, id string) error {
	return r.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := TaskOf(ctx, tx, author, id); err != nil {
			return err
		}
		return cancelTask(ctx, tx, id)
	})
}

func cancelTask(ctx context.Context, tx *db.Tx, id string) error {
	_, err := tx.Exec(ctx, `update task set state = 'cancelled', ended_at = $2, moved_at = $2, version = version + 1
		where id = $1 and state in ('waiting', 'running')`, id, tx.Now())
	return err
}

// FailLost ends tasks whose job is gone without having said so: a program that
// dies at a job's last attempt leaves nobody to say it.
func FailLost(ctx context.Context, tx *db.Tx) error {
	why, err := json.Marshal(problem{Key: "task.failed"})
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	_, err = tx.Exec(ctx, `update task set state = 'failed', problem = $2, ended_at = $1, moved_at = $1, version = version + 1
		where state in ('waiting', 'running') and not exists (select 1 from river_job j where j.kind = 'task'
			and j.state in ('available', 'pending', 'running', 'retryable', 'scheduled') and j.args ->> 'task_id' = task.id)`, tx.Now(), string(why))
	return err
}

// sweptAtOnce is how many tasks Sweep forgets in one transaction.
const sweptAtOnce = 500

// Sweep forgets tasks that ended before the time given and returns their ids, so
// that their files can go too; more says that there may be others.
func Sweep(ctx context.Context, tx *db.Tx, before time.Time) (ids []string, more bool, err error) {
	ids, err = db.All[string](ctx, tx, `select id from task where state in ('done', 'failed', 'cancelled') and ended_at < $1 order by id limit $2`, before, sweptAtOnce)
	if err != nil || len(ids) == 0 {
		return nil, false, err
	}
	_, err = tx.Exec(ctx, `delete from task where id = any($1)`, ids)
	return ids, len(ids) == sweptAtOnce, err
}

// Known are those of the ids that tasks have.
func Known(ctx context.Context, r db.Reader, ids []string) ([]string, error) {
	return db.All[string](ctx, r, `select id from task where id = any($1)`, ids)
}

// takeUp makes available what the last program of this folder was working on,
// and forgets who led: SQLite only, where the lock says that it has ended.
func (r *Runner) takeUp(ctx context.Context) error {
	return r.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `update river_job set state = 'available', max_attempts = case when attempt >= max_attempts then attempt + 1 else max_attempts end where state = 'running'`)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `delete from river_leader where true`)
		return err
	})
}
