/* The demonstration: experts by experience of the demo's provider, none of whom exists, and one question that waits for an answer. */
#include "calendar.h"
#include "peers_web.h"

static const char expert_mail[] = "ervaringsdeskundige@demo.invalid", provider_mail[] = "aanbieder@demo.invalid", team_mail[] = "team@demo.invalid";

static int post_of(struct ctx *c, const char *mail, struct post *out)
{
  struct account a;
  struct post_list posts;
  TRY(account_by_mail(c, mail, &a));
  TRY(posts_of_account(c, a.id, &posts));
  if (!posts.count) return not_there(c);
  *out = posts.at[0];
  return OK;
}

static void act_as(struct ctx *c, const struct post *p)
{
  c->scope = (struct scope){ .actor = p->account, .organisation = p->organisation, .region = p->region, .role = role_key(p->role), .reach = REACH_INVOLVED };
}

static const struct set every_day = { 1 | 1 << PEER_MO | 1 << PEER_TU | 1 << PEER_TH };

static int add_experts(struct ctx *c, const struct post *expert, struct id *out)
{
  char account[ID_TEXT];
  id_format(expert->account, account);
  const struct set roles = { 1 | 1 << PEER_FIRST_CONTACT | 1 << PEER_HOME_BAN | 1 << PEER_BRIDGING | 1 << PEER_AFTERCARE }, buddy = { 1 | 1 << PEER_BUDDY | 1 << PEER_GROUP | 1 << PEER_BRIDGING };
  const struct peer_form first = { .account_id = account, .peer = { .name = "Jeroen Bakermans", .roles = roles, .languages = "nl", .gender = PERSON_MAN, .most = num(3),
    .days = every_day, .parts = { 1 | 1 << PEER_AFTERNOON | 1 << PEER_EVENING }, .background = "Opgegroeid in een dorp, werkte in de bouw.", .experience = PEER_USED, .may_tell = YES } };
  const struct peer_form second = { .peer = { .name = "Wendy Proefstra", .reach = "06-00012399, op werkdagen", .roles = buddy, .languages = "nl en", .gender = PERSON_WOMAN, .most = num(2),
    .days = every_day, .parts = { 1 | 1 << PEER_MORNING } } };
  TRY(peer_add(c, &first, out));
  TRY(peer_training_add(c, &(struct peer_training){ .peer = *out, .topic = PEER_TOPIC_TALKING, .done = date_plus_months(c->today, -10), .until = date_plus_months(c->today, 14) }));
  TRY(peer_training_add(c, &(struct peer_training){ .peer = *out, .topic = PEER_TOPIC_TRAUMA, .done = date_plus_months(c->today, -4) }));
  return peer_add(c, &second, NULL);
}

static int fill(struct ctx *c, void *unused)
{
  struct post expert = { .version = 0 }, provider = { .version = 0 }, team = { .version = 0 };
  struct id peer;
  (void)unused;
  TRY(post_of(c, expert_mail, &expert));
  TRY(post_of(c, provider_mail, &provider));
  TRY(post_of(c, team_mail, &team));
  act_as(c, &provider);
  TRY(add_experts(c, &expert, &peer));
  act_as(c, &team);
  const struct peer_request r = { .wishes = { .role = PEER_BRIDGING, .language = "nl", .parts = { 1 | 1 << PEER_EVENING }, .municipality = "eindhoven" }, .peer = peer, .called = "Bram",
    .reach = "06-00012345", .hours = "Na zes uur", .voicemail = NO, .message = "Het gaat over de afspraak.", .gap = num(7), .ground = GROUND_CONSENT, .how = "Gezegd aan de telefoon." };
  return peer_ask(c, &r, NULL);
}

/* Once: where the demo's expert has no entry yet. */
int peers_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  struct peer_list there;
  struct account a;
  int rc = account_by_mail(c, expert_mail, &a);
  if (absent(c, rc)) return OK;
  if (rc != OK) return rc;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  rc = peers_read(c, &there);
  if (rc == OK && !there.count) rc = db_transaction(c, fill, NULL);
  c->scope = before;
  return rc;
}
