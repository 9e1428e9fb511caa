package editions

// Every query costs the same however long the history grows: rounds are read
// newest first and bounded, and the newest cleared report of a measure is found
// by index.

const catalogueQuery = `
SELECT i.demo AS example, p.code AS plan_code, p.kind AS plan_kind, p.title_nb AS plan_title_nb, p.title_nn AS plan_title_nn, p.title_en AS plan_title_en,
       p.period_from, p.period_to, p.launched, p.source_url, p.confirmed AS plan_confirmed, p.delayed_days, c.code AS coordinator_code,
       a.number AS area_number, a.title_nb AS area_title_nb, a.title_nn AS area_title_nn, a.title_en AS area_title_en,
       a.goal_nb AS area_goal_nb, a.goal_nn AS area_goal_nn, a.goal_en AS area_goal_en, a.confirmed AS area_confirmed,
       m.id AS measure_id, m.key, m.number, m.title_nb, m.title_nn, m.title_en, m.continuing, m.title_confirmed, m.roles_confirmed,
       COALESCE(mr.involvement, '') AS involvement, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.code, '') AS code, COALESCE(o.kind, '') AS kind,
       COALESCE(o.name_nb, '') AS name_nb, COALESCE(o.name_nn, '') AS name_nn, COALESCE(o.name_en, '') AS name_en,
       COALESCE(o.confirmed, FALSE) AS org_confirmed, COALESCE(op.code, '') AS parent_code
FROM plans p
JOIN installation i ON i.id = 1
JOIN organisations c ON c.id = p.coordinator_id
JOIN measures m ON m.plan_id = p.id
JOIN areas a ON a.id = m.area_id
LEFT JOIN measure_roles mr ON mr.measure_id = m.id AND mr.to_date IS NULL
LEFT JOIN organisations o ON o.id = mr.organisation_id
LEFT JOIN organisations op ON op.id = o.parent_id
WHERE p.id = ?
ORDER BY m.number, mr.id`

const roundsQuery = `
SELECT r.*, COALESCE(er.number, 0) AS edition_number,
       CASE WHEN r.period = (SELECT MAX(period) FROM rounds WHERE plan_id = ? AND state = 'closed') THEN COALESCE(er.public_payload, '') ELSE '' END AS payload
FROM rounds r
LEFT JOIN editions e ON e.round_id = r.id
LEFT JOIN edition_revisions er ON er.edition_id = e.id AND er.number = (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id)
WHERE r.plan_id = ? AND r.period <= ? AND r.state <> 'planned'
ORDER BY r.period DESC
LIMIT ?`

const reportsQuery = `
SELECT TRUE AS newest, r.id, r.measure_id, r.period, r.state, r.revision, r.cleared_at, r.submitted_at, r.stage, r.health,
       r.done, r.next, r.obstacles, r.help_needed, r.newsletter_text, r.links, r.language, r.no_change, r.milestones
FROM measures m
JOIN reports r ON r.id = (
    SELECT x.id FROM reports x
    WHERE x.measure_id = m.id AND x.state = 'cleared' AND x.round_id <> ? AND x.period <= ?
    ORDER BY x.period DESC LIMIT 1)
WHERE m.plan_id = ?
UNION ALL
SELECT FALSE, r.id, r.measure_id, r.period, r.state, r.revision, NULL, r.submitted_at,
       CASE WHEN r.state = 'cleared' THEN r.stage ELSE '' END, CASE WHEN r.state = 'cleared' THEN r.health ELSE '' END,
       '', '', '', '', '', '[]', r.language, r.no_change, '[]'
FROM reports r
WHERE r.round_id IN (SELECT id FROM rounds WHERE plan_id = ? AND period <= ? AND state <> 'planned' ORDER BY period DESC LIMIT ?)`

const milestonesQuery = `
SELECT ms.id AS milestone_id, ms.measure_id, ms.baseline, COALESCE(r.period, 0) AS period, mv.from_date, mv.to_date, COALESCE(mv.reason, '') AS reason
FROM milestones ms
JOIN measures m ON m.id = ms.measure_id
LEFT JOIN (milestone_moves mv JOIN reports r ON r.id = mv.report_id AND r.round_id <> ? AND r.period <= ?) ON mv.milestone_id = ms.id AND mv.undone_at IS NULL
WHERE m.plan_id = ?
ORDER BY ms.id, mv.id`

const recommendationsQuery = `
SELECT r.id, r.ref, r.level, r.articles, r.topic_nb, r.topic_nn, r.topic_en, r.summary_nb, r.summary_nn, r.summary_en, r.source_url, r.confirmed,
       b.code AS body, b.name_nb AS body_name_nb, b.name_nn AS body_name_nn, b.name_en AS body_name_en, ev.round, ev.reference, ev.published,
       COALESCE(m.key, '') AS measure_key, COALESCE(l.degree, '') AS degree, COALESCE(l.note, '') AS note, COALESCE(l.confirmed, FALSE) AS link_confirmed,
       COALESCE(earlier.ref, '') AS earlier_ref, COALESCE(later.ref, '') AS later_ref
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
