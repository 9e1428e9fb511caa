package editions

// Every query costs the same however long the history grows: rounds are read
// newest first and bounded, and the newest cleared report of a measure is found
// by index.

// catalogueQuery takes the field and row separators, and the plan.
const catalogueQuery = `
SELECT i.demo, p.code, p.kind, p.title_nb, p.title_nn, p.title_en, p.period_from, p.period_to, p.launched, c.code, p.source_url, p.confirmed, p.delayed_days, p.moved_times, p.silent_rounds,
       a.number, a.title_nb, a.title_nn, a.title_en, a.goal_nb, a.goal_nn, a.goal_en, a.confirmed,
       m.id, m.key, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed, m.roles_confirmed, m.continuing,
       COALESCE((SELECT string_agg(
                     mr.involvement || ? || o.id || ? || o.code || ? || o.kind || ? || o.name_nb || ? || o.name_nn || ? || o.name_en || ? ||
                     CASE WHEN o.confirmed THEN '1' ELSE '0' END || ? || COALESCE(op.code, ''), ? ORDER BY mr.id)
                 FROM measure_roles mr
                 JOIN organisations o ON o.id = mr.organisation_id
                 LEFT JOIN organisations op ON op.id = o.parent_id
                 WHERE mr.measure_id = m.id AND mr.to_date IS NULL), '')
FROM plans p
JOIN installation i ON i.id = 1
JOIN organisations c ON c.id = p.coordinator_id
JOIN measures m ON m.plan_id = p.id
JOIN areas a ON a.id = m.area_id
WHERE p.id = ?
ORDER BY m.number`

const roundsQuery = `
SELECT r.id, r.period, r.state, r.opens_on, r.deadline, r.instructions, COALESCE(er.public_hash, ''), COALESCE(er.public_payload, '')
FROM rounds r
LEFT JOIN editions e ON e.round_id = r.id AND r.period = (SELECT MAX(period) FROM rounds WHERE plan_id = ? AND state = 'closed')
LEFT JOIN edition_revisions er ON er.edition_id = e.id AND er.number = (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id)
WHERE r.plan_id = ? AND r.period <= ? AND r.state <> 'planned'
ORDER BY r.period DESC
LIMIT ?`

// reportsQuery takes the field and row separators, the plan and period that
// bound the history, the round whose clearings do not count yet, the latest
// period, the running round, and the plan.
const reportsQuery = `
SELECT m.id, r.id, COALESCE(r.period, 0), COALESCE(r.revision, 0), r.cleared_at, COALESCE(r.stage, ''), COALESCE(r.health, ''),
       COALESCE(r.done, ''), COALESCE(r.next, ''), COALESCE(r.obstacles, ''), COALESCE(r.help_needed, ''), COALESCE(r.newsletter_text, ''),
       COALESCE(r.links, '[]'), COALESCE(r.language, ''), COALESCE(r.no_change, FALSE), COALESCE(r.milestones, '[]'), COALESCE(r.status_note, ''),
       COALESCE((SELECT string_agg(h.period || ? || h.stage || ? || h.health, ?)
                 FROM reports h
                 WHERE h.measure_id = m.id AND h.state = 'cleared' AND h.round_id IN (
                     SELECT id FROM rounds WHERE plan_id = ? AND period <= ? AND state = 'closed' ORDER BY period DESC LIMIT ?)), ''),
       o.id, COALESCE(o.state, ''), o.submitted_at
FROM measures m
LEFT JOIN reports r ON r.id = (
    SELECT x.id FROM reports x
    WHERE x.measure_id = m.id AND x.state = 'cleared' AND x.round_id <> ? AND x.period <= ?
    ORDER BY x.period DESC LIMIT 1)
LEFT JOIN reports o ON o.measure_id = m.id AND o.round_id = ?
WHERE m.plan_id = ?`

const milestonesQuery = `
SELECT ms.id, ms.measure_id, ms.baseline, COALESCE(r.period, 0), mv.from_date, mv.to_date, COALESCE(mv.reason, '')
FROM milestones ms
JOIN measures m ON m.id = ms.measure_id
LEFT JOIN (milestone_moves mv JOIN reports r ON r.id = mv.report_id AND r.round_id <> ? AND r.period <= ?) ON mv.milestone_id = ms.id AND mv.undone_at IS NULL
WHERE m.plan_id = ?
ORDER BY ms.id, mv.id`

const recommendationsQuery = `
SELECT r.id, r.ref, r.level, r.articles, r.topic_nb, r.topic_nn, r.topic_en, r.summary_nb, r.summary_nn, r.summary_en, r.source_url, r.confirmed,
       b.code, b.name_nb, b.name_nn, b.name_en, ev.round, ev.reference, ev.published,
       COALESCE(m.key, ''), COALESCE(l.degree, ''), COALESCE(l.note, ''), COALESCE(l.confirmed, FALSE),
       COALESCE(earlier.ref, ''), COALESCE(later.ref, '')
FROM recommendations r
JOIN evaluations ev ON ev.id = r.evaluation_id
JOIN bodies b ON b.id = ev.body_id
LEFT JOIN (recommendation_links l JOIN measures m ON m.id = l.measure_id AND m.plan_id = ?) ON l.recommendation_id = r.id
LEFT JOIN lineages le ON le.later_id = r.id
LEFT JOIN recommendations earlier ON earlier.id = le.earlier_id
LEFT JOIN lineages ll ON ll.earlier_id = r.id
LEFT JOIN recommendations later ON later.id = ll.later_id
ORDER BY b.code DESC, ev.round DESC, r.ref, m.number`

const editionQuery = `
SELECT er.*, e.period, (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id) AS newest_number,
       COALESCE((SELECT pr.public_payload FROM editions pe JOIN edition_revisions pr ON pr.edition_id = pe.id
                 WHERE pe.plan_id = e.plan_id AND pe.period = (SELECT MAX(q.period) FROM editions q WHERE q.plan_id = e.plan_id AND q.period < e.period)
                 ORDER BY pr.number DESC LIMIT 1), '') AS previous_payload
FROM editions e
JOIN edition_revisions er ON er.edition_id = e.id
WHERE e.plan_id = ? AND e.period = ? AND (er.number = ? OR ? = 0)
ORDER BY er.number DESC
LIMIT 1`
