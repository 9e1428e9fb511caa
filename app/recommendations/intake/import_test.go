package intake_test

import (
	"strings"
	"testing"

	"tiltak/app/catalogue"
)

func (b *bench) recommendation(ref string) catalogue.Recommendation {
	b.Helper()
	for _, r := range b.export().Recommendations {
		if r.Ref == ref {
			return r
		}
	}
	b.Fatalf("there is no %s", ref)
	return catalogue.Recommendation{}
}

func TestTheExampleIsTakenInWholeAndOnce(t *testing.T) {
	each(t, func(b *bench) {
		file := sent("eksempel-60.xlsx", kept(b))
		before := b.export()
		plan, err := b.try(file)
		if err != nil {
			b.Fatal(b.explain(err))
		}
		if len(plan.New) != 60 || len(plan.Changed) != 0 || len(b.export().Recommendations) != len(before.Recommendations) {
			b.Errorf("a dry run tells of %d new, %d changed and leaves %d", len(plan.New), len(plan.Changed), len(b.export().Recommendations))
		}
		b.mustTake(file)
		after := b.export()
		if got := len(after.Recommendations) - len(before.Recommendations); got != 60 {
			b.Errorf("%d are added", got)
		}
		links, confirmed := 0, 0
		for _, link := range after.Links {
			if strings.HasPrefix(link.Recommendation, "EKS") {
				links++
				if link.Confirmed {
					confirmed++
				}
			}
		}
		if links != 36 || confirmed != 0 {
			b.Errorf("%d links, of them %d confirmed", links, confirmed)
		}
		one := b.recommendation("EKS1-04")
		if one.Level != "" || one.Paragraph != "112" || one.Official.Language != "en" || !one.Confirmed || len(one.Addressees) != 1 {
			b.Errorf("EKS1-04 is %+v", one)
		}
		version, lines := b.number("SELECT data_version FROM installation"), b.number("SELECT count(*) FROM audit_events")
		if plan := b.mustTake(file); !plan.Nothing() || len(plan.Unchanged) != 60 {
			b.Errorf("the second time does something: %+v", plan.Differences)
		}
		if v, l := b.number("SELECT data_version FROM installation"), b.number("SELECT count(*) FROM audit_events"); v != version || l != lines {
			b.Errorf("the second time: data version %d → %d, lines of the trail %d → %d", version, v, lines, l)
		}
		if n := b.number("SELECT count(*) FROM audit_events WHERE action = 'recommendation.enter'"); n != 60 {
			b.Errorf("the trail has %d lines of recommendations", n)
		}
		if n := b.number("SELECT count(*) FROM audit_events WHERE action = 'recommendation.import' AND entity_id = 'EKS 1'"); n != 1 {
			b.Errorf("the trail has %d lines of the whole", n)
		}
	})
}
