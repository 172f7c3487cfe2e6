/* Posts, tasks and colleagues as lists show them. */
#include "accounts_web.h"
#include "calendar.h"
#include "html.h"
#include "text.h"

static struct date day_of(struct instant t) { return instant_known(t) ? date_at(t.ms) : DATE_UNKNOWN; }

static int post_line(struct ctx *c, const struct post *p, struct post_line *out)
{
  const struct signed_in *const me = who(c);
  const struct id own = me ? me->account.id : ID_NONE;
  *out = (struct post_line){ .id = p->id, .account = p->account, .organisation_id = p->organisation, .role = role_label(p->role),
    .region = region_in_words(c, p->region), .since = day_of(p->since), .confirmed = p->confirmed, .waits = !post_counts(p),
    .here = me && id_same(me->post.id, p->id), .mine = id_same(p->asked_by, own),
    .may_approve = !id_same(p->asked_by, own) && !id_same(p->account, own), .self = id_same(p->account, own) };
  struct account a;
  TRY(account_get(c, p->account, &a));
  out->name = a.name;
  out->mail = a.mail;
  TRY(account_name(c, p->asked_by, &out->asked_by));
  if (!out->asked_by) out->asked_by = tr(c, N_("the console"));
  return organisation_name(c, p->organisation, &out->organisation);
}

int post_lines(struct ctx *c, struct post_list posts, struct post_line_list *out)
{
  *out = (struct post_line_list){ arena_new(&c->arena, struct post_line, posts.count + 1), 0 };
  for (size_t i = 0; i < posts.count; i++) TRY(post_line(c, &posts.at[i], &out->at[out->count++]));
  return OK;
}

struct id part_id(struct ctx *c)
{
  struct id id = ID_NONE;
  (void)!id_parse(path_part(c), &id);
  return id;
}

/* --- tasks --------------------------------------------------------------------------------------- */

/* Where a task is done; NULL: not on a page. */
static const char *path_of(struct ctx *c, const struct task *t)
{
  const enum role role = who(c)->post.role;
  const bool manages = role_may(role, MAY_MANAGE_ACCOUNTS), watches = role_may(role, MAY_SEE_SIGNALS);
  switch (t->kind) {
  case TASK_CONFIRM_POSTS:
  case TASK_APPROVE_POST:
  case TASK_APPROVE_RESET: return manages ? ROLES_PATH : TEAM_PATH;
  case TASK_SIGNALS:       return watches ? "/fg/signalen" : "/werk/signalen";
  case TASK_PURGE:         return "/fg/bewaren";
  case TASK_EMERGENCY_USED:
    if (watches) return "/fg/noodtoegang";
    return id_known(t->account) ? JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/noodtoegang") : NULL;      /* else not theirs to read */
  case TASK_FILE_WITHOUT_WORKER: return JOIN(&c->arena, "/werk/overdragen/", arg_id(&c->arena, t->about));
  case TASK_DIRECT_ASKED:
  case TASK_DIRECT_DECLINED:
  case TASK_DIRECTION_ENDED:
  case TASK_NO_DIRECTOR:   return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/regie");
  case TASK_TALKS_STOPPED: return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/acties");
  case TASK_SPLIT_ASKED:   return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/splitsen");
  case TASK_WITHOUT_COLLEAGUE: return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/acties");
  case TASK_WRITTEN_AFTER: return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about), "/fase");
  case TASK_TURNS_ADULT:   return JOIN(&c->arena, "/werk/personen/", arg_id(&c->arena, t->about));
  case TASK_PARTNER_ANSWERED:
  case TASK_PARTNER_SILENT:
  case TASK_PARTNER_GROUNDLESS:
  case TASK_ACTION_DUE:    return JOIN(&c->arena, "/werk/acties/", arg_id(&c->arena, t->about));
  case TASK_INVOLVED:
  case TASK_TAKE_OVER:
  case TASK_HANDED_OVER:   return JOIN(&c->arena, "/werk/huishoudens/", arg_id(&c->arena, t->about));
  case TASK_CALL_PROVIDER: return JOIN(&c->arena, "/werk/aanbod/", arg_id(&c->arena, t->about));
  case TASK_ADVICE_CHANGED: return JOIN(&c->arena, "/werk/personen/", arg_id(&c->arena, t->about));
  case TASK_BRIDGE:
  case TASK_REFERRAL_TAKE_OVER:
  case TASK_CONFIRM_ARRIVAL:
  case TASK_ARRIVAL_DIFFERS: return JOIN(&c->arena, "/werk/verwijzingen/", arg_id(&c->arena, t->about));
  case TASK_REVIEW_OFFERS: return "/werk/aanbod-nakijken";
  case TASK_LOOK_AT_SAFETY: return JOIN(&c->arena, "/werk/personen/", arg_id(&c->arena, t->about), "/veiligheid");
  case TASK_PEER_ASKED:    return role_may(role, MAY_PEER) ? "/werk/mijn-mensen" : "/werk/ervaring";
  case TASK_PEER_CONTACT:
  case TASK_PEER_BACK:     return role_may(role, MAY_PEER) ? "/werk/mijn-mensen" : JOIN(&c->arena, "/werk/ervaring/opdracht/", arg_id(&c->arena, t->about));
  case TASK_PEER_SILENT:   return "/werk/ervaring";
  case TASK_SET_ASIDE:     return JOIN(&c->arena, "/werk/personen/", arg_id(&c->arena, t->about), "/opzij");
  case TASK_SIGNUP:
  case TASK_SIGNUP_LATE:   return JOIN(&c->arena, "/werk/aanmeldingen/", arg_id(&c->arena, t->about));
  case TASK_CHAT_DANGER:   return role_may(role, MAY_DESK) ? "/werk/chat" : NULL;
  case TASK_HOOK_OFF:      return JOIN(&c->arena, "/werk/koppelingen/", arg_id(&c->arena, t->about));
  case TASK_POSSIBLE_DOUBLE: return JOIN(&c->arena, "/werk/personen/", arg_id(&c->arena, t->about), "/dubbel");
  case TASK_BRING_TOGETHER: return watches ? JOIN(&c->arena, "/fg/dubbel/", arg_id(&c->arena, t->about)) : NULL;
  case TASK_SHIELD_ASKED:  return watches ? JOIN(&c->arena, "/fg/afgeschermd/", arg_id(&c->arena, t->about)) : NULL;
  case TASK_SHIELD_LIFTED: return watches ? JOIN(&c->arena, "/fg/logboek?dossier=", arg_id(&c->arena, t->about)) : NULL;
  default:                 return NULL;
  }
}

struct work_line task_line(struct ctx *c, const struct task *t)
{
  const bool over = date_known(t->due) && date_before(t->due, c->today);
  return (struct work_line){ .group = over ? WORK_LATE : WORK_TODO, .title = tr(c, task_kind_label(t->kind)), .path = path_of(c, t),
    .due = { date_known(t->due) ? date_begins(date_plus_days(t->due, 1)) : 0 }, .task = task_is_ticked(t->kind) ? t->id : ID_NONE, .shared = !id_same(t->account, who(c)->account.id) };
}
