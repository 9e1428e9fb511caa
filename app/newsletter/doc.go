// Package newsletter turns a closed round into the status section of KOM's
// newsletter: it proposes what has happened since last, keeps the editor's
// choices and wording, writes the files, and freezes them.
//
// Three texts stand in a chain: what the ministry wrote, the same text as it
// was cleared, and KOM's wording. The wording may be anything; a status never
// is: it is always printed from the edition.
package newsletter
