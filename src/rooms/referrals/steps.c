#include "steps.h"

DEFINE_CHOICES(referral_state, REFERRAL_STATES)
DEFINE_CHOICES(referral_act, REFERRAL_ACTS)
DEFINE_CHOICES(referral_next, REFERRAL_NEXTS)
DEFINE_CHOICES(referral_reason, REFERRAL_REASONS)

#define IN(state) (1u << REFERRAL_##state)
#define FOR(reason) (UINT64_C(1) << REASON_##reason)
enum { HERE = IN(SENT) | IN(RECEIVED), COMING = HERE | IN(CONTACT), BEFORE = IN(DRAFT) | IN(CONSENTED), HELPED = IN(ARRIVED) | IN(STARTED),
       AFTER = IN(COMPLETED) | IN(DECLINED) | IN(REFUSED) | IN(DROPPED_OUT), BOTH = BY_REFERRER | BY_PROVIDER };
#define RETURNS  (FOR(FULL) | FOR(NO_FIT) | FOR(UNSAFE) | FOR(STOPPED) | FOR(NO_REACH) | FOR(OTHER))
#define BARRIERS (FOR(SHAME) | FOR(DENIES) | FOR(DISTRUST) | FOR(COSTS) | FOR(TIME) | FOR(DISTANCE) | FOR(LANGUAGE) | FOR(GROUP) | FOR(HAS_HELP) | FOR(WAITED) \
  | FOR(NO_FIT) | FOR(UNSAFE) | FOR(BETTER) | FOR(OTHER))
#define DROPS    (BARRIERS | FOR(NO_REACH))

const struct referral_rule referral_rules[ACT_COUNT] = {
  /*                            from                              to                   by           asks                    reasons   next             whose        norm */
  [ACT_CONSENT]   = { ACT_CONSENT,   IN(DRAFT),                     REFERRAL_CONSENTED,   BY_REFERRER, 0,                               0, NEXT_SEND,       BY_REFERRER, NORM_SEND },
  [ACT_SEND]      = { ACT_SEND,      IN(CONSENTED),                 REFERRAL_SENT,        BY_REFERRER, MAY_NOTE,                        0, NEXT_FIRST_CALL, BY_PROVIDER, NORM_FIRST_CALL },
  [ACT_RECEIVE]   = { ACT_RECEIVE,   IN(SENT),                      REFERRAL_RECEIVED,    BY_PROVIDER, MAY_NOTE,                        0, NEXT_FIRST_CALL, BY_PROVIDER, NORM_FIRST_CALL },
  [ACT_TRIED]     = { ACT_TRIED,     COMING | IN(OFFERED),          REFERRAL_UNKNOWN,     BY_PROVIDER, MAY_NOTE | MAY_DATE,             0, NEXT_CALL_AGAIN, BY_PROVIDER, NORM_CALL_AGAIN },
  [ACT_SPOKEN]    = { ACT_SPOKEN,    HERE,                          REFERRAL_CONTACT,     BY_PROVIDER, MAY_NOTE,                        0, NEXT_OFFER,      BY_PROVIDER, NORM_OFFER },
  [ACT_OFFER]     = { ACT_OFFER,     COMING | IN(OFFERED),          REFERRAL_OFFERED,     BY_PROVIDER, ASKS_DATE | ASKS_AHEAD | ASKS_WITH | MAY_NOTE, 0, NEXT_ARRIVAL, BY_PROVIDER, NORM_ARRIVAL },
  [ACT_ARRIVED]   = { ACT_ARRIVED,   IN(OFFERED),                   REFERRAL_ARRIVED,     BY_PROVIDER, ASKS_DATE | MAY_NOTE,            0, NEXT_START,      BY_PROVIDER, NORM_START },
  [ACT_NOT_COME]  = { ACT_NOT_COME,  IN(OFFERED),                   REFERRAL_CONTACT,     BY_PROVIDER, MAY_NOTE,                        0, NEXT_CALL_AGAIN, BY_PROVIDER, NORM_CALL_AGAIN },
  [ACT_SAW]       = { ACT_SAW,       IN(OFFERED) | HELPED,          REFERRAL_UNKNOWN,     BY_REFERRER, MAY_NOTE,                        0, NEXT_NOTHING,    0,           NORM_UNKNOWN },
  [ACT_SAW_NOT]   = { ACT_SAW_NOT,   IN(OFFERED) | HELPED,          REFERRAL_UNKNOWN,     BY_REFERRER, ASKS_NOTE,                       0, NEXT_NOTHING,    0,           NORM_UNKNOWN },
  [ACT_STARTED]   = { ACT_STARTED,   IN(OFFERED) | IN(ARRIVED),     REFERRAL_STARTED,     BY_PROVIDER, ASKS_DATE | MAY_NOTE,            0, NEXT_LOOK,       BY_PROVIDER, NORM_LOOK },
  [ACT_ATTENDED]  = { ACT_ATTENDED,  HELPED,                        REFERRAL_UNKNOWN,     BY_PROVIDER, MAY_NOTE | MAY_DATE,             0, NEXT_LOOK,       BY_PROVIDER, NORM_LOOK },
  [ACT_MISSED]    = { ACT_MISSED,    HELPED,                        REFERRAL_UNKNOWN,     BY_PROVIDER, MAY_NOTE | MAY_DATE,             0, NEXT_CALL_AGAIN, BY_PROVIDER, NORM_CALL_AGAIN },
  [ACT_CANCELLED] = { ACT_CANCELLED, HELPED | IN(OFFERED),          REFERRAL_UNKNOWN,     BY_PROVIDER, MAY_NOTE | MAY_DATE,             0, NEXT_CALL_AGAIN, BY_PROVIDER, NORM_CANCELLED },
  [ACT_COMPLETE]  = { ACT_COMPLETE,  HELPED,                        REFERRAL_COMPLETED,   BY_PROVIDER, ASKS_DATE | ASKS_NOTE,           0, NEXT_AFTERCARE,  BY_REFERRER, NORM_AFTERCARE },
  [ACT_RETURN]    = { ACT_RETURN,    COMING | IN(OFFERED),          REFERRAL_DECLINED,    BY_PROVIDER | BY_PROGRAM, ASKS_REASON | MAY_NOTE | MAY_OFFER, RETURNS, NEXT_OTHER, BY_REFERRER, NORM_OTHER },
  [ACT_REFUSED]   = { ACT_REFUSED,   BEFORE | COMING | IN(OFFERED), REFERRAL_REFUSED,     BOTH,        ASKS_REASON | MAY_NOTE | MAY_DATE, BARRIERS, NEXT_KEEP, BY_REFERRER, NORM_KEEP },
  [ACT_DROPPED]   = { ACT_DROPPED,   HELPED,                        REFERRAL_DROPPED_OUT, BOTH,        ASKS_REASON | ASKS_DATE | MAY_NOTE, DROPS, NEXT_LOOK_AGAIN, BY_REFERRER, NORM_LOOK_AGAIN },
  [ACT_WHY]       = { ACT_WHY,       IN(REFUSED) | IN(DROPPED_OUT), REFERRAL_UNKNOWN,     BY_REFERRER, ASKS_REASON | MAY_NOTE,          DROPS, NEXT_NOTHING,   0,           NORM_UNKNOWN },
  [ACT_WITHDRAW]  = { ACT_WITHDRAW,  BEFORE | COMING | IN(OFFERED) | HELPED, REFERRAL_WITHDRAWN, BY_REFERRER, MAY_NOTE,                 0, NEXT_NOTHING,    BY_REFERRER, NORM_UNKNOWN },
  [ACT_BRIDGED]   = { ACT_BRIDGED,   COMING | IN(OFFERED) | HELPED, REFERRAL_UNKNOWN,     BOTH,        ASKS_NOTE,                       0, NEXT_NOTHING,    0,           NORM_UNKNOWN },
  [ACT_TAKEN]     = { ACT_TAKEN,     0,                             REFERRAL_UNKNOWN,     0,           0,                               0, NEXT_NOTHING,    0,           NORM_UNKNOWN },
  [ACT_TOUCH]     = { ACT_TOUCH,     AFTER,                         REFERRAL_UNKNOWN,     BY_REFERRER, ASKS_NOTE | MAY_DATE,            0, NEXT_KEEP,       BY_REFERRER, NORM_KEEP },
  [ACT_RELAPSE]   = { ACT_RELAPSE,   IN(COMPLETED) | IN(DROPPED_OUT), REFERRAL_SENT,      BOTH,        MAY_NOTE,                        0, NEXT_FIRST_CALL, BY_PROVIDER, NORM_INCIDENT_CALL },
  [ACT_CLOSE]     = { ACT_CLOSE,     AFTER,                         REFERRAL_UNKNOWN,     BY_REFERRER, ASKS_NOTE,                       0, NEXT_NOTHING,    BY_REFERRER, NORM_UNKNOWN },
};

bool referral_may(enum referral_state state, enum referral_act act, unsigned by)
{
  const struct referral_rule *const r = &referral_rules[act];
  return act != ACT_UNKNOWN && r->from >> state & 1 && r->by & by;
}

bool referral_lets_go(enum referral_act act)
{
  return act == ACT_CLOSE || act == ACT_TAKEN || (referral_rules[act].to && (AFTER | IN(WITHDRAWN)) >> referral_rules[act].to & 1);
}

/* --- the table in the docs ------------------------------------------------------------------------------- */

static void put_bits(struct buf *b, const struct choices *of, uint64_t bits)
{
  bool first = true;
  for (size_t i = 1; i < of->count; i++) {
    if (!(bits >> i & 1)) continue;
    put(b, first ? "" : ", ");
    put(b, of->at[i].key);
    first = false;
  }
}

static void put_who(struct buf *b, unsigned by)
{
  static const char *const names[] = { "referrer", "provider", "program" };
  bool first = true;
  for (unsigned i = 0; i < COUNT(names); i++) {
    if (!(by >> i & 1)) continue;
    put(b, first ? "" : ", ");
    put(b, names[i]);
    first = false;
  }
}

static void put_asked(struct buf *b, const struct referral_rule *r)
{
  static const struct { unsigned bit; const char *name; } asked[] = { { ASKS_DATE, "date" }, { ASKS_WITH, "name" }, { ASKS_NOTE, "words" } };
  bool first = true;
  for (size_t i = 0; i < COUNT(asked); i++) {
    if (!(r->asks & asked[i].bit)) continue;
    put(b, first ? "" : ", ");
    put(b, asked[i].name);
    first = false;
  }
  if (!(r->asks & ASKS_REASON)) return;
  put(b, first ? "reason (" : ", reason (");
  put_bits(b, &referral_reason_choices, r->reasons);
  put(b, ")");
}

void referral_table(struct buf *b)
{
  put(b, "| act | in | by | asks | leads to | what follows | whose it is | norm |\n|---|---|---|---|---|---|---|---|\n");
  for (size_t i = 1; i < ACT_COUNT; i++) {
    const struct referral_rule *const r = &referral_rules[i];
    if (!r->from) continue;                                /* written down by the program only */
    put(b, "| ");
    put(b, referral_act_key(r->act));
    put(b, " | ");
    put_bits(b, &referral_state_choices, r->from);
    put(b, " | ");
    put_who(b, r->by);
    put(b, " | ");
    put_asked(b, r);
    put(b, " | ");
    put(b, r->to ? referral_state_key(r->to) : "");
    put(b, " | ");
    put(b, r->next ? referral_next_key(r->next) : r->whose ? "nothing more" : "as it was");
    put(b, " | ");
    put_who(b, r->whose);
    put(b, " | ");
    put(b, r->norm ? norm_choices.at[r->norm].key : "");
    put(b, " |\n");
  }
}
