package editions

// Every query costs the same however long the history grows: rounds are read
// newest first and bounded, and the newest clearing of a measure is found by
// index. Names beginning with @ are those of a window, or stand beside the call.

const catalogueQuery = `
SELECT i.demo, p.code, p.kind, p.title_nb, p.title_nn, p.title_en, p.period_from, p.period_to, p.launched, c.code, p.source_url, p.confirmed, p.delayed_days, p.moved_times, p.silent_rounds,
       a.number, a.title_nb, a.title_nn, a.title_en, a.goal_nb, a.goal_nn, a.goal_en, a.confirmed,
       m.id, m.key, m.number, m.title_nb, m.title_nn, m.title_en, m.title_confirmed, m.roles_confirmed, m.continuing,
       COALESCE((SELECT string_agg(
                     mr.involvement || @field || o.id || @field || o.code || @field || o.kind || @field || o.name_nb || @field || o.name_nn || @field || o.name_en || @field ||
                     CASE WHEN o.confirmed THEN '1' ELSE '0' END || @field || COALESCE(op.code, ''), @row ORDER BY mr.id)
                 FROM measure_roles mr
                 JOIN organisations o ON o.id = mr.organisation_id
                 LEFT JOIN organisations op ON op.id = o.parent_id
                 WHERE mr.measure_id = m.id AND mr.from_date <= @day AND (mr.to_date IS NULL OR mr.to_date > @day)), '')
FROM plans p
JOIN installation i ON i.id = 1
JOIN organisations c ON c.id = p.coordinator_id
JOIN measures m ON m.plan_id = p.id
JOIN areas a ON a.id = m.area_id
WHERE p.id = @plan
ORDER BY m.number`

const organisationsQuery = `
SELECT o.id, o.code, o.kind, COALESCE(p.code, ''), o.name_nb, o.name_nn, o.name_en, o.confirmed
FROM organisations o
LEFT JOIN organisations p ON p.id = o.parent_id
ORDER BY o.id`

// The newest state of the catalogue before a moment, or else the first there is.
const stateQuery = `
SELECT hash, payload
FROM catalogue_states
WHERE id = COALESCE((SELECT MAX(id) FROM catalogue_states WHERE plan_id = @plan AND at < @before),
                    (SELECT MIN(id) FROM catalogue_states WHERE plan_id = @plan))`

const newestStatesQuery = `
SELECT p.id, p.code, COALESCE(s.hash, '')
FROM plans p
LEFT JOIN catalogue_states s ON s.id = (SELECT MAX(id) FROM catalogue_states WHERE plan_id = p.id)
ORDER BY p.id`

// The rounds that had been opened, newest first.
const roundsQuery = `
SELECT r.id, r.period, r.state, r.opens_on, r.deadline, r.instructions, r.closed_at, first.made_at, newest.made_at, COALESCE(newest.number, 0), newest.status_date, COALESCE(newest.public_hash, ''),
       CASE WHEN @payload AND r.period = (
           SELECT MAX(x.period) FROM editions x JOIN edition_revisions f ON f.edition_id = x.id AND f.number = 1
           WHERE x.plan_id = @plan AND x.period <= @limit AND f.made_at < @before)
       THEN newest.public_payload ELSE '' END,
       COALESCE(newest.kind, ''), COALESCE(newest.reason, ''), COALESCE(newest.hash, '')
FROM rounds r
LEFT JOIN editions e ON e.round_id = r.id
LEFT JOIN edition_revisions first ON first.edition_id = e.id AND first.number = 1
LEFT JOIN edition_revisions newest ON newest.edition_id = e.id AND newest.number = (
    SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id AND x.made_at < @before)
WHERE r.plan_id = @plan AND r.period <= @limit AND r.opened_at < @before
ORDER BY r.period DESC
LIMIT @most`

// standing is the condition on a clearing c that it stood just before the
// moment of the window.
const standing = `c.period <= @limit AND (
    (c.round_id <> @running AND c.cleared_at < @before AND (c.undone_at IS NULL OR c.undone_at >= @before))
    OR (c.round_id = @running AND c.cleared_at < @shown AND (c.undone_at IS NULL OR c.undone_at >= @shown)))`

const reportsQuery = `
SELECT m.id, n.report_id, COALESCE(n.period, 0), COALESCE(n.revision, 0), n.cleared_at, COALESCE(n.content, ''), COALESCE(n.contributions, ''), COALESCE(n.lacking, ''),
       COALESCE((SELECT string_agg(c.period || @field || c.stage || @field || c.health, @row)
                 FROM clearings c
                 WHERE c.measure_id = m.id AND c.period IN @history AND ` + standing + `), ''),
       o.id, COALESCE(o.state, ''), o.submitted_at
FROM measures m
LEFT JOIN clearings n ON n.id = (
    SELECT c.id FROM clearings c
    WHERE c.measure_id = m.id AND ` + standing + `
    ORDER BY c.period DESC, c.id DESC LIMIT 1)
LEFT JOIN reports o ON o.measure_id = m.id AND o.round_id = @open
WHERE m.plan_id = @plan`

const movesQuery = `
SELECT mv.milestone_id, m.id, r.period, mv.from_date, mv.to_date, mv.reason
FROM measures m
JOIN milestones ms ON ms.measure_id = m.id
JOIN milestone_moves mv ON mv.milestone_id = ms.id
JOIN reports r ON r.id = mv.report_id
WHERE m.plan_id = @plan AND r.period <= @limit AND (
    (r.round_id <> @running AND mv.moved_at < @before AND (mv.undone_at IS NULL OR mv.undone_at >= @before))
    OR (r.round_id = @running AND mv.moved_at < @shown AND (mv.undone_at IS NULL OR mv.undone_at >= @shown)))
ORDER BY mv.milestone_id, mv.id`

const recommendationsQuery = `
SELECT b.code, b.name_nb, b.name_nn, b.name_en, ev.round, ev.reference, ev.visit, ev.adopted, ev.published, ev.committee_recommendation, ev.expected, ev.reply_due, ev.replied, ev.confirmed, ev.complete,
       COALESCE(r.id, 0), COALESCE(r.ref, ''), COALESCE(r.level, ''), COALESCE(r.articles, '[]'), COALESCE(r.topic_nb, ''), COALESCE(r.topic_nn, ''), COALESCE(r.topic_en, ''),
       COALESCE(r.summary_nb, ''), COALESCE(r.summary_nn, ''), COALESCE(r.summary_en, ''), COALESCE(r.source_url, ''), COALESCE(r.paragraph, ''),
       COALESCE(r.official_text, ''), COALESCE(r.official_language, ''), COALESCE(r.official_source, ''), COALESCE(r.addressees, '[]'), COALESCE(r.deadline, ''), COALESCE(r.confirmed, FALSE),
       COALESCE((SELECT string_agg(m.key || @field || l.degree || @field || REPLACE(REPLACE(l.note, @field, ''), @row, '') || @field || CASE WHEN l.confirmed THEN '1' ELSE '0' END, @row ORDER BY m.number)
                 FROM recommendation_links l JOIN measures m ON m.id = l.measure_id AND m.plan_id = @plan
                 WHERE l.recommendation_id = r.id), ''),
       COALESCE((SELECT string_agg(e.ref || @field || CASE WHEN li.confirmed THEN '1' ELSE '0' END, @row ORDER BY e.ref) FROM lineages li JOIN recommendations e ON e.id = li.earlier_id WHERE li.later_id = r.id), ''),
       COALESCE((SELECT string_agg(e.ref, @row ORDER BY e.ref) FROM lineages li JOIN recommendations e ON e.id = li.later_id WHERE li.earlier_id = r.id), ''),
       COALESCE((SELECT string_agg(a.side || @field || COALESCE(o.code, '') || @field || a.verdict || @field || a.grounds || @field || a.source_url || @field || a.assessed_on, @row ORDER BY a.assessed_on, a.id)
                 FROM assessments a LEFT JOIN organisations o ON o.id = a.organisation_id
                 WHERE a.recommendation_id = r.id AND a.cleared_at IS NOT NULL AND a.withdrawn_at IS NULL), '')
FROM evaluations ev
JOIN bodies b ON b.id = ev.body_id
LEFT JOIN recommendations r ON r.evaluation_id = ev.id
ORDER BY b.code DESC, ev.round DESC, r.ref`

// unsettledColumns are those of Unsettled, for a query that has the round as rd.
const unsettledColumns = `rd.reopened_because, (SELECT COUNT(*) FROM reports c WHERE c.round_id = rd.id AND c.correction_reason <> '') AS corrections`

const editionQuery = `
SELECT er.*, e.period, ` + unsettledColumns + `, (SELECT MAX(x.number) FROM edition_revisions x WHERE x.edition_id = e.id) AS newest_number,
       COALESCE((SELECT pr.public_payload FROM editions pe JOIN edition_revisions pr ON pr.edition_id = pe.id
                 WHERE pe.plan_id = e.plan_id AND pe.period = (SELECT MAX(q.period) FROM editions q WHERE q.plan_id = e.plan_id AND q.period < e.period)
                 ORDER BY pr.number DESC LIMIT 1), '') AS previous_payload
FROM editions e
JOIN rounds rd ON rd.id = e.round_id
JOIN edition_revisions er ON er.edition_id = e.id
WHERE e.plan_id = ? AND e.period = ? AND (er.number = ? OR ? = 0)
ORDER BY er.number DESC
LIMIT 1`
