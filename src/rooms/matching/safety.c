#include "safety.h"

static bool only(struct set v, struct set of) { return v.bits >> 1 && !(v.bits >> 1 & ~(of.bits >> 1)); }
static struct set just(unsigned a, unsigned b) { return set_with(set_with((struct set){ 0 }, a), b); }

/* Crisis help, a place to stay, or somebody to talk to at once. */
static bool at_once(const struct offer *o)
{
  const struct set phases = offer_all_phases(o);
  const bool reaches = set_has(o->formats, FORMAT_RESIDENTIAL) || set_has(o->formats, FORMAT_CHAT) || set_has(o->formats, FORMAT_PHONE);
  const bool narrow = set_has(o->violence_types, VIOLENCE_SEXUAL) && only(o->violence_types, just(VIOLENCE_SEXUAL, VIOLENCE_CHILD));
  if ((o->kind != KIND_HELP && o->kind != KIND_STEP) || narrow || set_has(o->formats, FORMAT_GROUP) || set_has(o->formats, FORMAT_JOINT) || set_has(o->not_with, NOT_WITH_DANGER)) return false;
  return only(phases, just(PHASE_DIRECT, PHASE_DIRECT)) || (reaches && (set_has(phases, PHASE_DIRECT) || set_has(phases, PHASE_EARLY)));
}

unsigned safety_marks(const struct offer *o)
{
  const bool mediation = set_has(o->not_with, NOT_WITH_MEDIATION), control = set_has(o->not_with, NOT_WITH_CONTROL);
  const bool joint = set_has(o->formats, FORMAT_JOINT) || mediation;
  const bool terror = set_has(o->not_with, NOT_WITH_TERROR);
  return (joint ? MARK_JOINT : 0u) | (terror ? MARK_NO_TERROR : 0u) | (joint || control || terror ? MARK_CONTROL_MATTERS : 0u) | (mediation ? MARK_MEDIATION : 0u)
    | (at_once(o) ? MARK_AT_ONCE : 0u) | (set_has(o->access, ACCESS_HOME_BAN) ? MARK_TALK_IN_BAN : 0u);
}

static enum safety_verdict judge_danger(const struct profile *p, unsigned marks)
{
  if (marks & MARK_AT_ONCE || p->acute_danger == NO) return SAFE;
  return p->acute_danger == YES ? SAFETY_EXCLUDES : SAFETY_HOLDS;
}

/* A no is worth something only where nothing else tells of control, and stalking was asked about. */
static enum safety_verdict judge_control(const struct profile *p, bool set_aside, unsigned marks)
{
  if (!(marks & MARK_CONTROL_MATTERS) || (set_aside && !(marks & MARK_MEDIATION))) return SAFE;
  if (profile_tells_control(p)) return SAFETY_EXCLUDES;
  if (marks & MARK_NO_TERROR && !p->family_profile) return SAFETY_HOLDS;
  return p->coercive_control == NO && set_known(p->violence) ? SAFE : SAFETY_HOLDS;
}

/* Together only if a professional spoke the partner alone, and she wants it. */
static enum safety_verdict judge_talks(const struct profile *p, unsigned marks)
{
  if (!(marks & MARK_JOINT)) return SAFE;
  if ((p->asker && p->asker != ASKS_PROFESSIONAL) || p->partner_consents == NO) return SAFETY_EXCLUDES;
  return p->asker && p->partner_spoken_separately == YES && p->partner_consents == YES ? SAFE : SAFETY_HOLDS;
}

static enum safety_verdict judge_ban(const struct profile *p, unsigned marks)
{
  if (!(marks & MARK_JOINT) || marks & MARK_TALK_IN_BAN) return SAFE;
  if (!set_known(p->legal_status)) return SAFETY_HOLDS;
  return set_has(p->legal_status, LEGAL_HOME_BAN) || set_has(p->legal_status, LEGAL_CONTACT_BAN) ? SAFETY_EXCLUDES : SAFE;
}

enum safety_verdict safety_judge_one(enum safety_rule rule, const struct profile *p, bool set_aside, unsigned marks)
{
  switch (rule) {
  case SAFETY_DANGER:  return judge_danger(p, marks);
  case SAFETY_CONTROL: return judge_control(p, set_aside, marks);
  case SAFETY_TALKS:   return judge_talks(p, marks);
  case SAFETY_BAN:     return judge_ban(p, marks);
  default:             return SAFETY_EXCLUDES;
  }
}

struct safety_said safety_judge(const struct profile *p, bool set_aside, unsigned marks)
{
  struct safety_said said = { SAFE, SAFETY_DANGER };
  for (int r = 0; r < SAFETY_RULES; r++) {
    const enum safety_verdict verdict = safety_judge_one((enum safety_rule)r, p, set_aside, marks);
    if (verdict > said.verdict) said = (struct safety_said){ verdict, (enum safety_rule)r };
  }
  return said;
}

static const struct { const char *id, *text; bool inside; } said[SAFETY_RULES] = {
  [SAFETY_DANGER]  = { "safety-danger",  N_("In danger now only help that is there at once: first everybody must be safe."), false },
  [SAFETY_CONTROL] = { "safety-control", N_("With coercive control or stalking never together: it makes the danger greater."), true },
  [SAFETY_TALKS]   = { "safety-talks",   N_("Together only after a professional spoke to the partner alone, who wants it."), true },
  [SAFETY_BAN]     = { "safety-ban",     N_("During a ban there are no talks together."), false },
};
const char *safety_rule_id(enum safety_rule rule) { return said[rule].id; }
const char *safety_rule_text(enum safety_rule rule) { return said[rule].text; }
bool safety_rule_is_inside(enum safety_rule rule) { return said[rule].inside; }

const struct field *safety_asks(enum safety_rule rule, const struct profile *p)
{
  static const char *const asks[SAFETY_RULES] = { [SAFETY_DANGER] = "acute_danger", [SAFETY_CONTROL] = "coercive_control", [SAFETY_BAN] = "legal_status" };
  if (rule == SAFETY_CONTROL && p->coercive_control == NO) return record_field(&profile_record, set_known(p->violence) ? "family_profile" : "violence");
  if (rule != SAFETY_TALKS) return record_field(&profile_record, asks[rule]);
  return record_field(&profile_record, !p->asker ? "asker" : p->partner_spoken_separately != YES ? "partner_spoken_separately" : "partner_consents");
}
