package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
)

// Verify walks the whole chain, holding a bounded number of rows at a time, and
// gives the first broken link as a *Fault: first in the log, by sequence, then
// in the editions, the saved texts and the files of newsletters and replies. Writers are not
// held up meanwhile.
func (l *Log) Verify(ctx context.Context) (Verified, error) {
	var seen Verified
	for _, check := range []func(context.Context, *Verified) error{l.verifyLines, l.verifyEditions, l.verifyTexts, l.verifyFiles, l.verifyReplies} {
		if err := check(ctx, &seen); err != nil {
			return seen, err
		}
	}
	return seen, nil
}

// verifyLines checks the log itself, and that what it tells of is there.
func (l *Log) verifyLines(ctx context.Context, seen *Verified) error {
	for {
		rows, err := l.eventsAfter(ctx, seen.Lines)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			for _, row := range rows {
				if err := followsLine(row, seen); err != nil {
					return err
				}
			}
			if err := l.verifyNamed(ctx, rows); err != nil {
				return err
			}
			continue
		}
		// A line and the head are written together, so the head is never behind
		// what has been read. It may be ahead, when somebody writes meanwhile.
		head, err := l.head(ctx)
		switch {
		case err != nil:
			return err
		case head.AuditHeadSequence == seen.Lines && head.AuditHeadHash == seen.Head:
			return nil
		case head.AuditHeadSequence <= seen.Lines:
			return &Fault{Kind: HeadRewritten, Sequence: head.AuditHeadSequence}
		}
		if more, err := l.eventsAfter(ctx, seen.Lines); err != nil {
			return err
		} else if len(more) == 0 {
			return &Fault{Kind: TailCut, Sequence: seen.Lines, Thing: strconv.FormatInt(head.AuditHeadSequence, 10)}
		}
	}
}

func followsLine(row models.AuditEvent, seen *Verified) error {
	switch {
	case row.Sequence != seen.Lines+1:
		return &Fault{Kind: LineMissing, Sequence: seen.Lines + 1}
	case row.Hash != row.ChainHash():
		return &Fault{Kind: LineChanged, Sequence: row.Sequence}
	case row.PreviousHash != seen.Head:
		return &Fault{Kind: LineDetached, Sequence: row.Sequence}
	}
	seen.Lines, seen.Head = row.Sequence, row.Hash
	return nil
}

// verifyNamed checks that the editions and saved texts that lines name by their
// hashes are there. Both are written in the transaction of the line.
func (l *Log) verifyNamed(ctx context.Context, rows []models.AuditEvent) error {
	editions, texts := []string{}, map[string][]int64{}
	for _, row := range rows {
		switch id, hash := named(row); {
		case hash == "":
		case row.Entity == "edition":
			editions = append(editions, hash)
		default:
			texts[row.Entity] = append(texts[row.Entity], id)
		}
	}
	there := map[string]map[string]bool{}
	var err error
	if len(editions) > 0 {
		if there["edition"], err = l.editionHashes(ctx, editions); err != nil {
			return err
		}
	}
	for subject, ids := range texts {
		if there[subject], err = l.textHashes(ctx, subject, ids); err != nil {
			return err
		}
	}
	if err := l.verifyFrozen(ctx, rows); err != nil {
		return err
	}
	for _, row := range rows {
		if _, hash := named(row); hash != "" && !there[row.Entity][hash] {
			kind := TextMissing
			if row.Entity == "edition" {
				kind = EditionMissing
			}
			return &Fault{Kind: kind, Sequence: row.Sequence, Thing: row.Entity + " " + row.EntityID}
		}
	}
	return nil
}

// named gives the hash that a line names, and the number of what it is about.
func named(row models.AuditEvent) (id int64, hash string) {
	if row.Action != "edition.make" && !strings.HasSuffix(row.Action, ".save") && !strings.HasSuffix(row.Action, ".set_aside") {
		return 0, ""
	}
	var after struct {
		Hash string `json:"hash"`
	}
	if json.Unmarshal([]byte(row.After), &after) != nil {
		return 0, ""
	}
	id, err := strconv.ParseInt(row.EntityID, 10, 64)
	if err != nil && row.Entity != "edition" {
		return 0, ""
	}
	return id, after.Hash
}

// verifyFrozen checks that the files that lines about frozen newsletters and
// replies name are there.
func (l *Log) verifyFrozen(ctx context.Context, rows []models.AuditEvent) error {
	for _, row := range rows {
		hashes, frozen := map[string]func(context.Context, int64) (map[string]string, error){"issue.freeze": l.fileHashes, "reply.freeze": l.replyHashes}[row.Action]
		if !frozen {
			continue
		}
		var after struct {
			Files map[string]string `json:"files"`
		}
		id, err := strconv.ParseInt(row.EntityID, 10, 64)
		if err != nil || json.Unmarshal([]byte(row.After), &after) != nil {
			continue // nothing is named
		}
		there, err := hashes(ctx, id)
		if err != nil {
			return err
		}
		for _, format := range slices.Sorted(maps.Keys(after.Files)) {
			if there[format] != after.Files[format] {
				return &Fault{Kind: FileMissing, Sequence: row.Sequence, Thing: format}
			}
		}
	}
	return nil
}

// verifyEditions checks payloads, the chain of each plan, and where they hang.
func (l *Log) verifyEditions(ctx context.Context, seen *Verified) error {
	last, newest := int64(math.MinInt64), map[int64]string{} // by plan
	for {
		rows, err := l.editionsAfter(ctx, last)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if kind := editionFault(row, newest[row.PlanID]); kind != "" {
				return &Fault{Kind: kind, Sequence: row.AuditSequence, Thing: row.ref().String()}
			}
			last, newest[row.PlanID] = row.ID, row.Hash
			seen.Editions++
		}
	}
}

func editionFault(row editionRow, previous string) FaultKind {
	if models.HashText(row.PublicPayload) != row.PublicHash || models.HashText(row.CompletePayload) != row.CompleteHash || row.ChainHash() != row.Hash {
		return EditionChanged
	}
	for _, payload := range []string{row.PublicPayload, row.CompletePayload} {
		snapshot, err := models.DecodeSnapshot(payload)
		if err != nil {
			return EditionChanged
		}
		if snapshot.Edition != row.ref() {
			return EditionMisplaced
		}
	}
	switch {
	case row.PreviousHash != previous:
		return EditionDetached
	case row.AnchorHash == nil || *row.AnchorHash != row.AuditHash:
		return EditionLoose
	}
	return ""
}

func (l *Log) verifyTexts(ctx context.Context, seen *Verified) error {
	last := int64(math.MinInt64)
	for {
		rows, err := l.textsAfter(ctx, last)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if models.HashText(row.Content) != row.Hash {
				return &Fault{Kind: TextChanged, Thing: fmt.Sprintf("%s %d, revisjon %d", row.Subject, row.SubjectID, row.Number)}
			}
			last = row.ID
			seen.Texts++
		}
	}
}

func (l *Log) verifyFiles(ctx context.Context, seen *Verified) error {
	last := int64(math.MinInt64)
	for {
		rows, err := l.filesAfter(ctx, last)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if models.HashText(string(row.Body)) != row.Hash {
				return &Fault{Kind: FileChanged, Thing: row.Period.String() + " " + row.Format}
			}
			last = row.ID
			seen.Files++
		}
	}
}

func (l *Log) verifyReplies(ctx context.Context, seen *Verified) error {
	last := int64(math.MinInt64)
	for {
		rows, err := l.replyFilesAfter(ctx, last)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if models.HashText(string(row.Body)) != row.Hash {
				return &Fault{Kind: FileChanged, Thing: row.Name}
			}
			last = row.ID
			seen.Files++
		}
	}
}
