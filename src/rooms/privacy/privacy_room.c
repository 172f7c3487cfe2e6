#include "privacy_room.h"
#include "data_folder.h"
#include "privacy_web.h"

extern const struct command privacy_commands[];

/* --- routes ------------------------------------------------------------------------------------------ */

static const struct route routes[] = {
  { GET,  "/werk/huishoudens/:household/gronden",  MAY_SEE_GROUNDS, DB,    NULL,                show_grounds,       ROUTE_NL_EN },
  { GET,  "/werk/dossiers/:part/grond",            MAY_INVOLVE,     DB,    NULL,                show_ground,        ROUTE_NL_EN },
  { POST, "/werk/dossiers/:part/grond",            MAY_INVOLVE,     WRITE, &ground_form_record, send_ground,        ROUTE_NL_EN },
  { GET,  "/werk/gronden/:ground/intrekken",       MAY_INVOLVE,     DB,    NULL,                show_withdraw,      ROUTE_NL_EN },
  { POST, "/werk/gronden/:ground/intrekken",       MAY_INVOLVE,     WRITE, NULL,                send_withdraw,      ROUTE_NL_EN },
  { GET,  "/werk/personen/:person/overzicht",      MAY_SEE_FILES,   DB,    NULL,                print_overview,     ROUTE_NL_EN },
  { GET,  "/werk/huishoudens/:household/ingezien", MAY_SEE_FILES,   DB,    NULL,                show_looked,        ROUTE_NL_EN },
  { GET,  "/werk/huishoudens/:household/noodtoegang", MAY_SEE_FILES, DB,  NULL,                show_household_emergencies, ROUTE_NL_EN },
  { GET,  "/werk/overdragen/:household",           MAY_MANAGE_TEAM, DB,    NULL,                show_handover,      ROUTE_NL_EN },
  { POST, "/werk/overdragen/:household",           MAY_MANAGE_TEAM, WRITE, &handover_form_record, send_handover,   ROUTE_NL_EN },
  { GET,  OWN_SIGNALS_PATH,           MAY_SEE_FILES,   DB,    NULL,                   show_own_signals,    ROUTE_NL_EN },
  { GET,  JOURNAL_PATH,               MAY_SEE_JOURNAL, DB,    &journal_search_record, show_journal,        ROUTE_NL_EN },
  { GET,  JOURNAL_PATH ".csv",        MAY_SEE_JOURNAL, DB,    &journal_search_record, export_journal_csv,  ROUTE_DATA },
  { GET,  JOURNAL_PATH ".json",       MAY_SEE_JOURNAL, DB,    &journal_search_record, export_journal_json, ROUTE_DATA },
  { GET,  SIGNALS_PATH,               MAY_SEE_SIGNALS, DB,    NULL,                   show_signals,        ROUTE_NL_EN },
  { GET,  SIGNALS_PATH "/:signal",    MAY_SEE_SIGNALS, DB,    NULL,                   show_signal,         ROUTE_NL_EN },
  { POST, SIGNALS_PATH "/:signal",    MAY_SEE_SIGNALS, WRITE, &note_form_record,      send_signal,         ROUTE_NL_EN },
  { GET,  EMERGENCIES_PATH,           MAY_SEE_SIGNALS, DB,    NULL,                   show_emergencies,    ROUTE_NL_EN },
  { GET,  RETENTION_PATH,             MAY_RETAIN,      DB,    NULL,                   show_retention,      ROUTE_NL_EN },
  { GET,  RETENTION_PATH "/termijn/:term", MAY_RETAIN, DB,    NULL,                   show_term,           ROUTE_NL_EN },
  { POST, RETENTION_PATH "/termijn/:term", MAY_RETAIN, WRITE, &term_form_record,      send_term,           ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  "/fg/vasthouden",           MAY_RETAIN,      DB,    NULL,                   show_hold,           ROUTE_NL_EN },
  { POST, "/fg/vasthouden",           MAY_RETAIN,      WRITE, &hold_form_record,      send_hold,           ROUTE_NL_EN },
  { GET,  "/fg/vasthouden/:hold",     MAY_RETAIN,      DB,    NULL,                   show_lift,           ROUTE_NL_EN },
  { POST, "/fg/vasthouden/:hold",     MAY_RETAIN,      WRITE, &lift_form_record,      send_lift,           ROUTE_NL_EN | ROUTE_FRESH },
  { .path = NULL }
};

static const struct work_link work_menu[] = {
  { JOURNAL_PATH,   N_("Journal"),   MAY_SEE_JOURNAL },
  { SIGNALS_PATH,   N_("Signals"),   MAY_SEE_SIGNALS },
  { EMERGENCIES_PATH, N_("Emergency access"), MAY_SEE_SIGNALS },
  { RETENTION_PATH, N_("Retention"), MAY_RETAIN },
  { .path = NULL }
};

/* --- while serving ------------------------------------------------------------------------------------- */

enum { LINES_AT_ONCE = 50 };                                  /* while they are judged nobody else writes */

static int judge(struct ctx *c, const struct job *job, bool *more)
{
  size_t done = 0;
  (void)job;
  TRY(signals_judge(c, LINES_AT_ONCE, holds_own_mail, &done));
  *more = done == LINES_AT_ONCE;
  return OK;
}

static int tell(struct ctx *c, const struct job *job, bool *more)
{
  const char **slugs;
  const size_t count = region_slugs(c, &slugs);
  struct kept kept;
  (void)job;
  (void)more;
  kept_by_rooms(c, &kept);
  TRY(signals_digest(c, slugs, count));
  return retention_remind(c, &kept, slugs, count);
}

static const struct job_kind jobs[] = {
  { .key = "privacy.judge", .label = N_("Looks in the journal for signals of misuse"), .every = MINUTE_MS, .run = judge },
  { .key = "privacy.tell",  .label = N_("Asks the privacy officer to read the signals (on Mondays), and to look at what can be deleted (every quarter)"),
    .daily = true, .minute = 6 * 60 + 10, .run = tell },
  { .key = NULL }
};

/* --- the room -------------------------------------------------------------------------------------------- */

static const struct query *const *const queries[] = { privacy_queries, NULL };

const struct room privacy_room = { .name = "privacy", .routes = routes, .commands = privacy_commands, .work_menu = work_menu, .queries = queries,
  .jobs = jobs };
