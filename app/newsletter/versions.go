package newsletter

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"tiltak/app/store"
	"tiltak/models"
)

// versionsPerPage is how many saved versions the list shows at once.
const versionsPerPage = 50

// Version is the issue as somebody once saved it, or would have, had nobody
// been first.
type Version struct {
	ID       int64
	Number   int // among the kept ones, or among those set aside
	SetAside bool
	SavedAt  time.Time
	SavedBy  string
	Total    int // versions in all
	content  string
}

// Versions lists what was saved of a draft, newest first. Only an editor may
// ask; a frozen issue has none to go back to.
func (d *Desk) Versions(ctx context.Context, person models.Person, planID int64, period models.Quarter, page int) ([]Version, error) {
	issue, err := d.drafted(ctx, person, planID, period)
	if err != nil {
		return nil, err
	}
	return d.versions(ctx, issue.ID, 0, (page-1)*versionsPerPage)
}

// VersionPages is how many pages a list of versions has in all.
func VersionPages(listed []Version) int {
	if len(listed) == 0 {
		return 1
	}
	return (listed[0].Total + versionsPerPage - 1) / versionsPerPage
}

// VersionOf gives one version and the issue as it was in it.
func (d *Desk) VersionOf(ctx context.Context, person models.Person, planID int64, period models.Quarter, id int64) (Version, Loaded, error) {
	loaded, err := d.Load(ctx, person, planID, period)
	if err != nil {
		return Version{}, loaded, err
	}
	if !person.May(models.EditNewsletter) || loaded.Issue.State == models.IssueFrozen {
		return Version{}, loaded, models.NotFound()
	}
	found, err := d.versions(ctx, loaded.Issue.ID, id, 0)
	if err != nil {
		return Version{}, loaded, err
	}
	if len(found) == 0 {
		return Version{}, loaded, models.NotFound()
	}
	content, err := decodeContent(found[0].content)
	if err != nil {
		return Version{}, loaded, err
	}
	loaded.Issue.Intro, loaded.Items = strings.TrimSpace(content.Intro), asItWas(loaded.Items, content)
	return found[0], loaded, nil
}

// Restore makes an earlier version the newest. Nothing is lost: what stood is a
// version too. basedOn is the revision that the editor had seen; it fails with a
// conflict when there is a newer one.
func (d *Desk) Restore(ctx context.Context, person models.Person, planID int64, period models.Quarter, id int64, basedOn int) error {
	issue, err := d.drafted(ctx, person, planID, period)
	if err != nil {
		return err
	}
	found, err := d.versions(ctx, issue.ID, id, 0)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return models.NotFound()
	}
	content, err := decodeContent(found[0].content)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.Quiet()
		o, err := open(tx, person, issue.ID)
		if err != nil {
			return err
		}
		if o.issue.Revision != basedOn {
			return models.NewError(models.KindConflict, "newsletter.problem.freeze_conflict")
		}
		o.issue.Intro = content.Intro
		if _, err := o.writeItems(asItWas(o.items, content)); err != nil {
			return err
		}
		_, err = o.keep()
		return err
	})
}

func (d *Desk) drafted(ctx context.Context, person models.Person, planID int64, period models.Quarter) (models.Issue, error) {
	if !person.May(models.EditNewsletter) {
		return models.Issue{}, models.NotFound()
	}
	issue, err := d.find(ctx, planID, period)
	if err == nil && issue.State == models.IssueFrozen {
		return issue, models.NotFound()
	}
	return issue, err
}

func decodeContent(text string) (Content, error) {
	var content Content
	err := json.Unmarshal([]byte(text), &content)
	return content, models.Wrap(err, "decode a newsletter's version")
}

// asItWas puts a version over the items as they stand: their order, ticks,
// wordings and links, and the editor's paragraphs that are gone since. What has
// come since is there, but not kept.
func asItWas(items []models.IssueItem, version Content) []models.IssueItem {
	place := map[int64]int{}
	items = Arrange(items).Items()
	for i := range items {
		place[items[i].ID] = i
		items[i].Position += len(version.Items)
		items[i].Kept = false
	}
	for position, was := range version.Items {
		i, there := place[was.ID]
		switch {
		case there:
			item := &items[i]
			item.Kept, item.Position = was.Kept, position+1
			if !item.Locked() {
				item.Text, item.Links = was.Text, append(models.List[models.Link]{}, was.Links...)
			}
		case was.Kind == models.ItemOwn:
			items = append(items, models.IssueItem{
				Kind: models.ItemOwn, Area: was.Area, Source: "{}", Text: was.Text,
				Links: append(models.List[models.Link]{}, was.Links...), Kept: was.Kept, Position: position + 1,
			})
		}
	}
	return Arrange(items).Items()
}

const versionsQuery = `
SELECT v.id, v.number, v.set_aside, v.saved_at, COALESCE(u.display_name, '') AS saved_by, COUNT(*) OVER () AS total,
       CASE WHEN ? = v.id THEN v.content ELSE '' END AS content
FROM revisions v
LEFT JOIN users u ON u.id = v.saved_by
WHERE v.subject = 'issue' AND v.subject_id = ? AND (? = 0 OR v.id = ?)
ORDER BY v.id DESC
LIMIT ? OFFSET ?`

type keptVersion struct {
	Version
	Content string
}

// versions lists what was saved of an issue; with an id, that version alone and
// what is in it.
func (d *Desk) versions(ctx context.Context, issueID, id int64, skip int) ([]Version, error) {
	var rows []keptVersion
	err := d.store.Read(ctx).Raw(versionsQuery, id, issueID, id, id, versionsPerPage, skip).Scan(&rows).Error
	versions := make([]Version, len(rows))
	for i, row := range rows {
		versions[i] = row.Version
		versions[i].content = row.Content
	}
	return versions, store.TranslateError(err, "read the versions of a newsletter")
}
