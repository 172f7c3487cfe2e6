#include "plan_named.h"
#include "text.h"

/* --- words without names ------------------------------------------------------------------------------------------ */

/* What a child or a partner is called without a name. */
static const char *const child_words[] = { "kind", "kinderen", "zoon", "zoontje", "dochter", "dochtertje", "baby", "child", "children", NULL };
static const char *const partner_words[] = { "partner", "expartner", "ex", "echtgenote", "echtgenoot", "vrouw", "vriendin", NULL };
/* Who helps, watches or stands by; also as a part of a longer word. */
static const char *const kin_words[] = { "oma", "opa", "tante", "oom", "zus", "zussen", "zusje", "ouders", "imam", "dominee", "pastoor", NULL };
static const char *const other_words[] = { "team", "hulp", "werker", "behandel", "therapeut", "coach", "politie", "agent", "arts", "psych", "reclassering", "regisseur", "jeugd",
  "opvang", "maatje", "buur", "buren", "vriend", "broer", "collega", "begeleid", "school", "leerkracht", "mentor", "voogd", "rechter", "burgemeester", "gemeente", "aanbieder",
  "groep", "ervaringsdeskundige", "casemanager", "professional", "officier", "wijkverpleg", "praktijkondersteuner", "netwerk", NULL };
/* Begin a sentence with a capital and are nobody's name. */
static const char *const small_words[] = { "de", "het", "een", "mijn", "zijn", "haar", "hun", "ons", "onze", "elke", "iedere", "alleen", "samen", "alle", "allebei", "beiden", "dagelijks",
  "wekelijks", "soms", "altijd", "nooit", "zelf", "en", "of", "met", "door", "op", "in", "bij", "na", "als", "dat", "die", "dit", "wie", "niemand", "iemand", "we", "wij", "ik", "hij",
  "zij", "ze", "er", "eerst", "dan", "daarna", "ook", "niet", "vooral", "misschien", "s", "ochtends", "avonds", "wordt", "is", "let", "kijkt", "vraagt", "belt", "ziet", "houdt", NULL };

static bool is_one_of(const char *const *list, const char *word)
{
  for (size_t i = 0; list[i]; i++) if (strcmp(list[i], word) == 0) return true;
  return false;
}

static bool holds_one_of(const char *const *list, const char *word)
{
  for (size_t i = 0; list[i]; i++) if (strstr(word, list[i])) return true;
  return false;
}

/* --- names of the household --------------------------------------------------------------------------------------- */

static unsigned bit_of(enum member_role role)
{
  if (role == MEMBER_CHILD) return NAMED_CHILD;
  if (uses_violence(role)) return NAMED_USES;
  return role == MEMBER_EXPERIENCES ? NAMED_EXPERIENCES : NAMED_ELSE;
}

/* Whether one of the words of a name is that word, which is folded. */
static bool in_name(struct ctx *c, const char *name, const char *word)
{
  if (!text_known(name)) return false;
  const char *const folded = text_folded(&c->arena, name);
  char *const words = arena_text(&c->arena, folded, strlen(folded));
  for (char *p = words; *p; p++) if (*p == '-' || *p == '\'') *p = ' ';
  return text_has_word(words, word);
}

/* Whose name a word is; 0: nobody's. A first name first: a surname may be several people's. */
static unsigned whose(struct ctx *c, const struct household_file *f, const char *word, bool *surname)
{
  *surname = false;
  for (size_t i = 0; i < f->persons.count; i++)
    if (in_name(c, f->persons.at[i].called, word) || in_name(c, f->persons.at[i].given_names, word)) return bit_of(f->memberships.at[i].role);
  for (size_t i = 0; i < f->members.count; i++) if (in_name(c, f->members.at[i].shared_name, word)) return bit_of(f->members.at[i].role);
  for (size_t i = 0; i < f->persons.count && !*surname; i++) *surname = in_name(c, f->persons.at[i].surname, word);
  return 0;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool is_of_word(uint32_t v) { return v >= 0xC0 ? v != 0xD7 && v != 0xF7 && !(v >= 0x2000 && v <= 0x2BFF) : (v | 32) >= 'a' && (v | 32) <= 'z'; }

static bool is_capital(uint32_t v) { return (v >= 'A' && v <= 'Z') || (v >= 0xC0 && v <= 0xDE && v != 0xD7); }

/* What one word says: with a capital it is a name, unless it only begins a sentence. */
static unsigned says(struct ctx *c, const struct household_file *f, const char *s, size_t n)
{
  const char *const written = arena_text(&c->arena, s, n), *const word = text_folded(&c->arena, written);
  bool surname;
  size_t taken;
  const unsigned member = whose(c, f, word, &surname);
  if (member) return member;
  if (surname || is_one_of(small_words, word)) return 0;
  if (is_one_of(child_words, word)) return NAMED_CHILD;
  if (is_one_of(partner_words, word)) return NAMED_EXPERIENCES;
  if (is_one_of(kin_words, word) || holds_one_of(other_words, word)) return NAMED_ELSE;
  return is_capital(text_next(s, n, &taken)) ? NAMED_ELSE : 0;
}

unsigned plan_named(struct ctx *c, const struct plan_file *f, const char *words)
{
  const size_t length = strlen(words);
  unsigned found = 0;
  size_t from = 0, taken;
  for (size_t i = 0; i <= length; i += taken) {
    taken = 1;
    if (i < length && is_of_word(text_next(words + i, length - i, &taken))) continue;
    if (i > from) found |= says(c, &f->home.file, words + from, i - from);
    from = i + taken;
  }
  return found;
}

const char *plan_named_wrong(struct ctx *c, const struct plan_file *f, const char *element, const char *words)
{
  const bool checks = strcmp(element, "checks") == 0, decides = strcmp(element, "decides") == 0;
  const unsigned named = checks || decides ? plan_named(c, f, words) : 0;
  if (checks && named && !(named & NAMED_ELSE)) return N_("This names nobody but the family itself. Name somebody else too: never only this person, the partner or a child checks it.");
  if (decides && named && !(named & (NAMED_ELSE | NAMED_EXPERIENCES))) return N_("This names nobody but who uses violence, or a child. Name somebody else who decides.");
  return NULL;
}
