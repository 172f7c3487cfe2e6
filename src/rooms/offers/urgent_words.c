#include "urgent_words.h"
#include "text.h"

/* In the form of text_slug: folded, a hyphen between words. With * at the end also as the beginning of a word.
 * Better once too often than once too little: the message stands above the results and hides nothing. */
static const char *const suicide[] = {
  "113", "zelfmoord*", "zelfdod*", "suicid*", "suizid*", "zelf-doding", "zelf-moord", "levensmoe", "euthanasie",
  "dood-wil", "wil-dood", "dood-willen", "willen-dood", "dood-zijn", "dood-gaan", "doodgaan", "dood-wens", "doodswens", "doodwens*",
  "niet-meer-leven", "niet-meer-wil-leven", "niet-meer-verder-leven", "geen-zin-meer-in-het-leven", "leven-heeft-geen-zin",
  "wil-er-niet-meer-zijn", "wil-sterven", "willen-sterven", "liever-dood",
  "mezelf-iets-aan*", "mijzelf-iets-aan*", "me-zelf-iets-aan*", "zichzelf-iets-aan*", "mezelf-doden", "mijzelf-doden",
  "mezelf-pijn", "mijzelf-pijn", "mezelf-snijden", "zelfbeschadig*", "zelfverwond*", "mezelf-van-kant", "mij-van-kant", "me-van-kant",
  "maak-er-een-eind*", "eind-aan-maken", "einde-aan-maken", "eind-aan-mijn-leven", "einde-aan-mijn-leven", "uit-het-leven", "ophangen", "verhang*", "voor-de-trein",
  "kill-myself", "end-my-life", "want-to-die", "wanna-die", "take-my-own-life", "hurt-myself", "harm-myself", "self-harm", "selfharm",
};
static const char *const danger[] = {
  "112", "noodgeval", "nood", "spoed", "acuut*", "acute*", "direct-gevaar", "nu-gevaar", "in-gevaar", "levensgevaar*", "help-nu", "nu-help",
  "slaat-me-nu", "slaat-mij-nu", "slaat-ons-nu", "word-nu-geslagen", "wordt-nu-geslagen", "nu-onveilig", "niet-veilig-nu",
  "wurg*", "gewurgd", "keel-dicht*", "keel-dichtgeknepen", "bij-de-keel", "steekt", "gestoken", "neersteken", "mes", "pistool", "wapen*", "schiet*", "neerschiet*",
  "vermoord*", "doodmaken", "dood-maken", "dood-maak*", "maakt-me-dood", "maakt-mij-dood", "doodslaan", "dood-slaan", "doodsla*", "doodsteek*", "doodschiet*", "doodsbang",
  "brandstichten", "steekt-het-huis", "opgesloten", "ontvoer*", "bewusteloos",
  "emergency", "in-danger", "danger-now", "gun", "knife", "weapon*", "strangl*", "choke*", "choking", "stabb*", "kill-me", "kill-her", "kill-him", "kill-us", "kill-them", "murder*",
};

/* Whether `words` has this phrase from the beginning of a word, and to the end of one unless it ends in *. */
static bool has_phrase(const char *words, const char *phrase)
{
  const size_t size = strlen(phrase), n = size - (phrase[size - 1] == '*');
  for (const char *at = words; ; at++) {
    if (strncmp(at, phrase, n) == 0 && (n < size || at[n] == '-' || at[n] == '\0')) return true;
    if (!(at = strchr(at, '-'))) return false;
  }
}

static bool has_any(struct ctx *c, const char *words, const char *const *phrases, size_t count)
{
  if (!words) return false;
  const char *const slug = text_slug(&c->arena, words, strlen(words) * 2 + 1);
  for (size_t i = 0; i < count; i++)
    if (has_phrase(slug, phrases[i])) return true;
  return false;
}

bool words_of_suicide(struct ctx *c, const char *words) { return has_any(c, words, suicide, COUNT(suicide)); }
bool words_of_danger(struct ctx *c, const char *words) { return has_any(c, words, danger, COUNT(danger)); }
