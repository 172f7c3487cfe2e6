#include "together.h"
#include "app.h"
#include "offers.h"
#include "phases.h"
#include "screenings.h"
#include "set_aside.h"

DEFINE_CHOICES(talks_together, TALKS_TOGETHER)

/* Every reason against it that was found, and what speaks for it. */
struct found {
  bool against[TALKS_PHASE + 1];
  bool divorce, no_control;            /* a profile that asks for more care; somebody wrote down that there is no control and no stalking */
  struct instant judged;               /* when everybody was judged safe enough last, at a gate */
};

/* --- what was struck out ---------------------------------------------------------------------------------- */

static bool is_grown_up(const struct membership *m) { return m->role != MEMBER_CHILD; }

static int set_aside_since(struct ctx *c, struct id person, struct instant written, bool *out)
{
  struct control_set_aside s;
  const int rc = set_aside_open(c, person, &s);
  *out = rc == OK && set_aside_counts(&s) && s.agreed.ms >= written.ms;
  return absent(c, rc) ? OK : rc;
}

int together_stands(struct ctx *c, const struct case_file *f, const struct case_part *p, bool *out)
{
  const struct membership *const own = file_membership_of(&f->file, p->about), *const as = file_membership_as(&f->file, p->about), *const m = own ? own : as;
  bool aside = true, any = false;
  if (case_part_counts(p)) { *out = true; return OK; }
  for (size_t i = 0; i < f->file.memberships.count && aside; i++) {
    const struct membership *const one = &f->file.memberships.at[i];
    if (m ? !id_same(one->person, m->person) : !is_grown_up(one)) continue;
    any = true;
    TRY(set_aside_since(c, one->person, p->written, &aside));
  }
  if (!any || !aside) *out = true;
  return OK;
}

/* --- what is written down in the case ------------------------------------------------------------------- */

static int look_at_part(struct ctx *c, const struct case_file *f, const struct case_kind *k, const struct case_part *p, struct found *out)
{
  const unsigned signs = case_part_signs(k, p);
  bool stands = false;
  if (signs & (SIGN_CONTROL | SIGN_THROAT | SIGN_BREACH)) TRY(together_stands(c, f, p, &stands));
  out->against[TALKS_CONTROL] |= stands && signs & SIGN_CONTROL;
  out->against[TALKS_THROAT] |= stands && signs & SIGN_THROAT;
  out->against[TALKS_BREACH] |= stands && signs & SIGN_BREACH && p->written.ms > out->judged.ms;
  out->no_control |= case_part_counts(p) && signs & SIGN_NO_CONTROL;
  out->divorce |= case_part_counts(p) && signs & SIGN_DIVORCE;
  return OK;
}

static int look_at_parts(struct ctx *c, const struct case_file *f, struct found *out)
{
  static const int kinds[] = { KIND_INCIDENT, KIND_PATTERN, KIND_PROFILE };
  for (size_t n = 0; n < COUNT(kinds); n++) {
    const struct case_kind *const k = &case_kinds[kinds[n]];
    struct list rows;
    TRY(case_parts_of(c, k, f, &rows));
    for (size_t i = 0; i < rows.count; i++) TRY(look_at_part(c, f, k, list_row(k->rec, rows, i), out));
  }
  return OK;
}

/* Whether a later note of what all read, or of the same place, says that no measure runs any more. */
static bool has_ended(const struct list *notes, const struct case_note *measure)
{
  for (size_t i = 0; i < notes->count; i++) {
    const struct case_note *const n = list_row(&case_note_record, *notes, i);
    if (!case_part_counts(n) || n->kind != NOTE_FREE || (n->place != PLACE_SHARED && !id_same(n->compartment, measure->compartment))) continue;
    if (n->day.ymd > measure->day.ymd || (n->day.ymd == measure->day.ymd && n->written.ms > measure->written.ms)) return true;
  }
  return false;
}

static int look_at_measures(struct ctx *c, const struct case_file *f, struct found *out)
{
  struct list notes;
  TRY(case_parts_of(c, &case_kinds[KIND_NOTE], f, &notes));
  for (size_t i = 0; i < notes.count; i++) {
    const struct case_note *const n = list_row(&case_note_record, notes, i);
    out->against[TALKS_BAN] |= case_part_counts(n) && n->kind == NOTE_MEASURE && !has_ended(&notes, n);
  }
  return OK;
}

/* Where it stands. A gate to more safety was passed when everybody was judged: what was broken since is not in that judgement. */
static int look_at_phase(struct ctx *c, const struct case_file *f, struct found *out)
{
  struct case_phase now;
  struct case_move_list moves;
  TRY(phase_now(c, f, &now));
  TRY(phase_moves(c, f, &moves));
  out->against[TALKS_PHASE] = now.state < CASE_RISKCARE;
  for (size_t i = 0; i < moves.count; i++) {
    const struct phase_rule *const r = phase_rule(moves.at[i].from, moves.at[i].state);
    if (r && r->gate && moves.at[i].at.ms > out->judged.ms) out->judged = moves.at[i].at;
  }
  return OK;
}

/* --- what was answered in screenings ---------------------------------------------------------------------- */

/* Control that was ever told counts. Of danger, bans and a no the newest word counts: not answered takes nothing back. */
static int look_at_screenings(struct ctx *c, struct id person, struct found *out)
{
  struct screening_list list;
  bool danger = false, legal = false, control = false;
  TRY(screenings_of(c, person, &list));
  for (size_t i = 0; i < list.count; i++) {
    struct profile p;
    TRY(screening_profile(c, &list.at[i], &p));
    out->against[TALKS_CONTROL] |= profile_tells_control(&p);
    out->divorce |= p.family_profile == PROFILE_DIVORCE;
    if (!danger && p.acute_danger) { danger = true; out->against[TALKS_DANGER] |= p.acute_danger == YES; }
    if (!legal && set_known(p.legal_status)) {
      legal = true;
      out->against[TALKS_BAN] |= set_has(p.legal_status, LEGAL_HOME_BAN) || set_has(p.legal_status, LEGAL_CONTACT_BAN);
    }
    if (!control && p.coercive_control) { control = true; out->no_control |= p.coercive_control == NO && set_known(p.violence); }
  }
  return OK;
}

/* What other rooms hold: the answers to the region's instrument, for one. */
static int told_elsewhere(struct ctx *c, const struct case_file *f, bool *out)
{
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r && !*out; r++)
    if ((*r)->tells_control) TRY((*r)->tells_control(c, f->file.household.id, out));
  return OK;
}

/* --- each alone --------------------------------------------------------------------------------------------- */

static bool is_party(enum member_role role) { return uses_violence(role) || role == MEMBER_EXPERIENCES; }
static bool has_suffered(enum member_role role) { return role == MEMBER_EXPERIENCES || role == MEMBER_BOTH; }

/* The newest word of each counts: a no takes an earlier yes back. */
static int said_yes_alone(struct ctx *c, struct id person, bool *out)
{
  struct talk_alone_list talks;
  TRY(talks_alone_with(c, person, &talks));
  *out = talks.count && talks.at[0].consents == YES;
  return OK;
}

/* In whose screening a talk with `m` is written down: of a party on another side. */
static void find_beside(struct ctx *c, const struct case_file *f, const struct membership *m, struct talk_missing *out)
{
  for (size_t i = 0; i < f->file.memberships.count; i++) {
    const struct membership *const other = &f->file.memberships.at[i];
    if (!is_party(other->role) || !id_known(m->side) || !id_known(other->side) || id_same(other->side, m->side)) continue;
    out->beside = other->person;
    out->beside_name = case_name(c, f, other->person);
    return;
  }
}

/* `*suffers`: whether there is somebody who experiences the violence: else there is nobody to ask. */
static int list_missing(struct ctx *c, const struct case_file *f, struct talk_missing_list *out, bool *suffers)
{
  *out = (struct talk_missing_list){ .at = arena_new(&c->arena, struct talk_missing, f->file.memberships.count + f->file.members.count + 1) };
  *suffers = false;
  for (size_t i = 0; i < f->file.memberships.count; i++) {
    const struct membership *const m = &f->file.memberships.at[i];
    bool yes;
    if (!is_party(m->role) || f->file.persons.at[i].deceased == YES) continue;
    *suffers |= has_suffered(m->role);
    TRY(said_yes_alone(c, m->person, &yes));
    if (yes) continue;
    struct talk_missing *const line = &out->at[out->count++];
    *line = (struct talk_missing){ .name = case_name(c, f, m->person) };
    find_beside(c, f, m, line);
  }
  for (size_t i = 0; i < f->file.members.count; i++) {
    const struct household_member *const m = &f->file.members.at[i];
    if (!is_party(m->role) || file_membership_as(&f->file, m->id)) continue;
    out->at[out->count++] = (struct talk_missing){ .name = m->shared_name };
  }
  return OK;
}

int together_missing(struct ctx *c, const struct case_file *f, struct talk_missing_list *out)
{
  bool both, suffers;
  *out = (struct talk_missing_list){ .count = 0 };
  TRY(case_both_sides(c, f, &both));
  return both ? list_missing(c, f, out, &suffers) : OK;
}

/* --- the answer --------------------------------------------------------------------------------------------- */

static int look(struct ctx *c, const struct case_file *f, struct found *out)
{
  struct talk_missing_list missing;
  bool both, suffers;
  *out = (struct found){ .divorce = false };
  TRY(case_both_sides(c, f, &both));
  out->against[TALKS_ONE_SIDE] = !both;
  if (!both) return OK;
  TRY(look_at_phase(c, f, out));
  TRY(look_at_parts(c, f, out));
  TRY(look_at_measures(c, f, out));
  for (size_t i = 0; i < f->file.memberships.count; i++) TRY(look_at_screenings(c, f->file.memberships.at[i].person, out));
  if (!out->against[TALKS_CONTROL]) TRY(told_elsewhere(c, f, &out->against[TALKS_CONTROL]));
  TRY(list_missing(c, f, &missing, &suffers));
  out->against[TALKS_NOT_ALONE] = missing.count || !suffers;
  out->against[TALKS_CONFLICT] = out->against[TALKS_NOT_ALONE] && out->divorce;
  out->against[TALKS_NOT_ASKED] = !out->no_control;
  return OK;
}

static enum talks_together first_of(const struct found *found)
{
  for (unsigned i = TALKS_ONE_SIDE; i < COUNT(found->against); i++) if (found->against[i]) return (enum talks_together)i;
  return TALKS_MAY;
}

int together_now(struct ctx *c, const struct case_file *f, enum talks_together *out)
{
  struct found found;
  TRY(look(c, f, &found));
  *out = first_of(&found);
  return OK;
}

static int answer(struct ctx *c, enum talks_together now, const char *field) { return now == TALKS_MAY ? OK : fail(c, ERR_INVALID, field, talks_together_label(now)); }

int together_check(struct ctx *c, const struct case_file *f, const char *field)
{
  enum talks_together now;
  TRY(together_now(c, f, &now));
  return answer(c, now, field);
}

/* --- offers ------------------------------------------------------------------------------------------------ */

int together_check_offer(struct ctx *c, struct id person, const struct offer *o, const char *field)
{
  const bool mediation = set_has(o->not_with, NOT_WITH_MEDIATION);
  struct membership_list places;
  bool aside = false;
  if (!mediation && !set_has(o->formats, FORMAT_JOINT)) return OK;
  if (!mediation) TRY(control_is_set_aside(c, person, &aside));
  TRY(memberships_of_person(c, person, &places));
  if (!places.count) return answer(c, TALKS_ONE_SIDE, field);
  for (size_t i = 0; i < places.count; i++) {
    struct case_file f;
    struct found found;
    TRY(case_open(c, places.at[i].household, &f));
    TRY(look(c, &f, &found));
    if (aside) found.against[TALKS_CONTROL] = found.against[TALKS_THROAT] = found.against[TALKS_NOT_ASKED] = false;
    TRY(answer(c, first_of(&found), field));
  }
  return OK;
}
