"""Small word lists that tell a name from an ordinary word: English only, never complete. docs/privacy.md says so."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: Final = _words("january february march april may june july august september october november december")
SEASONS: Final = _words("spring summer autumn fall winter")
DAYS: Final = _words("monday tuesday wednesday thursday friday saturday sunday")

# First or last names that are also words people say. Alone, they count as names only with a capital inside a sentence.
NAMES_THAT_ARE_WORDS: Final = (
    MONTHS
    | SEASONS
    | DAYS
    | _words(
        """
    abbey ace alma alto amber an angel ann apple arch archer art as ash ashes aspen aster avenue bacon bailey baker
    ball banks bar barber barn barnes bass bates battle bay beach bean bear beau beck bee bell bench berry best bill
    bills birch bird bishop black blade blaze bliss block bloom blue boggs bond boone booth bounds bow bowen bowers
    bowl bowman brand brandy branch brave breeze brewer bridge bridges bright brook brooke brooks brown buck bud
    bull bunch burden burns bush butcher butler butt butts buzz cage cain can candy cannon carol carpenter carter
    case cash castle cedar chance chandler chase cherish cherry chip christian church city clay clear cliff close
    cloud clover coach coast cobb cole comfort constant cook cookie coon cooper coral corn couch court coward cox
    crane cream creed crew crisp cross crow crown cruise crystal cup curry daily daisy darling dash date dawn
    day days dean dear deal deed deer destiny dick diamond do dolly don dove down drake draper drew duke duncan dusk
    dusty dwell eagle early earnest easter eden ember english ever every faith falcon falls farmer farrow fawn felt
    fern field fields finch fine finn fish fisher flag fletcher flint flora flores flowers floyd flynn foot ford
    forest fort foster fountain fowler fox frank frankly free freeman french friend frost fry fuller gale garland
    garner gates gay gem general gentry german gift gilbert ginger glass glenn glory gold golden good goods goodman
    goodness grace grant graves gray green greene grey grove guy hack hale hall hand hands hardy harmony harper hart
    harvest hasty hat haven hawk hay hazel head heard heart heath heather heaven hedge heir helm help herb hero high
    hill hills hilt hobbs holiday holler holly homes honey honor hood hooks hope horn house houses hunt hunter hurt
    ice ill in india iris is iron ivory ivy jack jade jay jean jet jewel joy judge junior just justice keen key king
    kings kind kit knight knowledge lace lady lake lamb lance land lane lark last laurel law laws le lear lee leaf
    lest levy liberty light lily lime lin link little lo lock locke long lord lore lot lots love lovely low lucky
    lyric ma mace maker major man manning maple marble mark marks marsh marshall mars martin mason masters mat math
    matter max mayor mead means meadow melody mercer merchant mercy merit merry mete mild miles mile mill miller
    mills min mint miracle miss misty moon moor more morning moss mountain mud my myrtle nail nance neat neal need
    new nice nick night no noble noel north norm novel nurse oak oaks ocean of off old olive opal or orchid page
    paige pace pack paine paint palm palmer parent park parker parks parrish pat patience pause payne peace
    peak pearl penny pepper person petal petty phoenix piece pierce pike pine piper pitt place plane plant plum poe
    pole pollard polly pond pool poole poor pope poppy porter post potter pound powers praise pray precious price
    pride priest prince print prior proctor promise prose proud prudence pure queen quick quest quill rain raven ray
    read reader real rebel reed reef reese reeves register reign rex rice rich rider ridge river rivers road rob
    robin rock rod roman rome rope rose rosemary rowe roy royal ruby rue run rush russet rusty sad sage saint sale
    sales sally salt sam sand sandy sargent savage sawyer say scarlet school scout sea self set sergeant serenity
    seven shade sharp shepherd sharpe shell sheets ship shields shirt shore short silk silver sincere singer sinks
    sky slate sloan small smart smith snow so sol song sonny spark sparks spear speed spence spice stable stack
    staff star stark stars steel steele step stern still stock stone storm story strange street strong stokes
    student sue sun sunny sunshine swan sweet swift tab tag tail tailor tanner tate taylor teal temple tempest
    terrace the thorn tide tiger timber to toll tom top tower towers town tracy trade treasure tree trinity trip
    true truly trust tucker tune turner tyler tyre unique unity urban use valentine van vance vaughn velvet verse
    victor victory vine viola violet virtue vu wade wages walk walker wall walls ward ware waters watts way ways
    weaver webb weeks weir wells welch west wheat wheeler whistler white wild wilder will willow wills win wind
    winner wing winters wise wish wolf wolfe won wonder wood woods word work workman worth wray wren wright yam you
    young zeal
    """
    )
)

# Usual words that are nonetheless somebody's name after a title, a first name or "my daughter".
SURNAMES_AMONG_USUAL: Final = _words(
    """
    black white brown young west north hall park french english little day law bond page head star spring may march
    early street washington virginia england france ireland israel german welsh polish
    """
)
GIVEN_AMONG_USUAL: Final = _words("april may june august summer autumn virginia georgia carolina dakota india asia")

# Short words and abbreviations that would be hidden by a name like Al, Ed, El, Ma or Ty.
SHORT_WORDS: Final = _words(
    """
    ab ad ag ah ai al am ap ar as at ca cc cd ce co dj dr ea ec ed eh el em en er es et ew fe ff gb ge gt ha hm hr
    ht ic id ie ii il im io iq ir iv ix ja kb kg km la lb le ll lo ma mb md mi ml mm mn mo mr ms mt na nd ne ni nj
    nm no nv ny ob oh ok op or ot ow ox oz pa pc pd pe pi pj pm po pp pr ps pt qa ra rd re rn sc sd se sh si st ta
    tb td te th ti tk tv tx ty uh uk um un us ut va ve vi vp vs wa wi ya ye yo
    """
)

# In capitals, school talk rather than somebody's first name.
ACRONYMS: Final = _words("ace ada asa avid cal ela ida ira kip lea map max mia pat pia sam sel sia stan star tia wida")

# Written with capitals though nobody's name, beside being surnames: masked alone only where the talk is of a person.
RACES: Final = _words("black white brown asian latino latina latinx hispanic native indigenous african american")

# What follows when the word before is no person: "Black students", "Art class", "Brown v. Board", "Hill Street".
NO_PERSON_BEFORE: Final = _words(
    """
    students student kids kid children child boys boy girls girl families family parents parent people folks youth
    males females male female men women man woman community communities population populations teachers educators
    scholars learners history culture lives excellence neighborhood neighborhoods v vs class classes room teacher
    department program programs club education project show school schools elementary middle high academy street
    avenue road drive court lane county district act center centre day week month night grade graders ave blvd
    campus
    """
)
BEFORE_A_RACE: Final = _words("are is were was be being as identify identifies non not")
BEFORE_A_MONTH: Final = _words("in of by since until till through last next this early late mid every each over")

# Titles before any name, and posts that need more care: "Principal Ortega", but "Principal Evaluation".
HONORIFICS: Final = _words(
    "mr mister mrs missus ms mx miss dr prof professor sr sra srta señor señora senor senora supt"
)
POSTS: Final = _words(
    """
    principal superintendent coach director counselor counsellor trustee commissioner president chair chairman
    chairwoman chairperson councilmember councilman councilwoman vice officer nurse judge senator representative
    assemblymember governor mayor supervisor deputy reverend pastor father sister brother rabbi imam teacher dean
    secretary treasurer provost chancellor sheriff sergeant lieutenant captain detective member assemblywoman
    assemblyman congresswoman congressman aunt auntie uncle grandma grandpa
    """
)
KIN: Final = _words(
    """
    son sons daughter daughters grandson grandsons granddaughter granddaughters grandchild grandchildren child
    children kid kids boy boys girl girls baby twin twins stepson stepdaughter nephew nephews niece nieces brother
    brothers sister sisters cousin cousins husband wife partner mother mom mum father dad grandmother grandma
    grandfather grandpa aunt uncle godson goddaughter neighbor student students advisee mentee
    """
)
KIN_ADJECTIVES: Final = _words("own older oldest younger youngest elder eldest middle little big other first second")
POSSESSIVES: Final = _words("my our his her their your")

# Labels and parts of labels that say what someone does, not who it is.
GENERIC: Final = (
    HONORIFICS
    | POSTS
    | _words(
        """
    speaker spk participant person guest user caller voice student parent grandparent guardian family staff
    facilitator moderator host cohost co presenter interpreter translator clerk board public commenter comment team
    lead leader member members assistant associate county office district school data grade specialist psychologist
    interventionist paraprofessional para aide librarian administrator admin ap principals teachers students parents
    audience all group male female man woman unknown unidentified anonymous recorder notetaker minutes taker
    operator captioner narrator interviewer interviewee researcher consultant partner manager coordinator analyst
    liaison instructional reading math literacy counseling special education sped el eld ell the of for and iphone
    ipad android phone zoom laptop project user interface marketing
    industrial designer grad phd postdoc timekeeper minister number no new room conference owl curriculum
    """
    )
)
CREDENTIALS: Final = _words(
    """
    jr sr ii iii iv v phd edd md jd med ma ms ba bs mba ed d ph m esq lcsw nbct rn lmft msw psyd bcba am mp mep obe
    cbe
    """
)
SURE_CREDENTIALS: Final = _words("jr sr ii iii iv phd edd psyd med mba jd esq lcsw bcba nbct")
PRONOUNS: Final = _words("she her hers he him his they them theirs ella elle")
PARTICLES: Final = _words(
    "a al ap bin binti d da de del den der di do dos du e el ibn la las le los of san santa st van von y zu"
)

# Capitalised in the middle of a sentence by captions or by habit, and no names.
FUNCTION_WORDS: Final = _words(
    """
    eight nine eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand i a about absolutely after again ago ahead all almost along already
    alright also although always am an and another any anybody anyone anything anyway are around as ask at aw
    awesome aye ayes back be because been before being but by bye call can cannot come congratulations correct could
    did do does don done down during each either else even every everybody everyone everything exactly excuse few
    fine first five for four from get give go going gonna good goodbye got great had has have having he hello help
    her here hers hey hi him his hmm how however huh if in instead into is it its just keep kind last later let lets
    like listen little lot lots many maybe me mhm mine more most much my myself nay nays never next nice no nobody
    none nope nor not nothing now of off oh ok okay on once one only or other our ours out over perfect perhaps
    please plus quite rather really right same say second see seven several she should since six so some somebody
    someone something sometimes soon sorry still such sure take tell ten than thank thanks that the their theirs
    them then there therefore these they thing think third this those though three through thus to today together
    tomorrow tonight too two uh um under unless until up upon us use very wait was we welcome well were what
    whatever when whenever where whether which while who whoever whole whom whose why will with within without wow
    would yeah yep yes yesterday yet you your yours yourself dear sincerely regards attached subject re fwd cc
    """
)
_SCHOOL_WORDS: Final = _words(
    """
    child children people minister ministers kingdom clerk algebra geometry calculus statistics precalculus math
    maths mathematics science sciences biology chemistry physics english language arts literacy reading writing
    history civics government economics geography social studies art music band choir orchestra theater theatre
    drama dance health physical education gym pe computer technology engineering spanish french german mandarin
    chinese japanese korean latin kindergarten preschool elementary middle high school schools district county board
    committee council office department academy college university center centre campus grade grades grader graders
    freshman freshmen sophomore junior senior seniors juniors sophomores class room period semester trimester
    quarter spring summer fall autumn winter title chapter section part item agenda action plan goal goals standard
    standards common core state states federal national regional local public comment session meeting minutes report
    motion resolution policy superintendent principal assistant associate vice deputy chief officer director
    coordinator teacher teachers student students parent parents families community staff coach counselor trustee
    trustees member members president chair secretary treasurer speaker association union support supports team
    teams tier level unit lesson module program programme programs project initiative network improvement success
    services service special intervention response restorative justice practices behavior learning professional
    development learner learners lab library advanced placement honors early childhood after care head start promise
    pathway pathways career technical dual enrollment gifted talented foster homeless youth equity inclusion
    belonging assessment assessments interim benchmark screener survey dashboard accountability control funding
    formula fund budget measure proposition bond act law code constitution evaluation training curriculum position
    apportionment award awards institute foundation alliance consortium partnership street avenue road drive
    boulevard park hall building zone north south east west northern southern eastern western northeast northwest
    southeast southwest attachment exhibit appendix table figure slide page phase cycle round step question answer
    note
    """
)
_PEOPLES_AND_LANGUAGES: Final = _words(
    """
    african africans american americans arab arabs arabic armenian asian asians black bosnian brazilian british
    brown burmese cambodian canadian cantonese caribbean caucasian chinese christian christians colombian creole
    cuban dari dominican dutch egyptian ethiopian european europeans farsi filipino filipinos french german greek
    guatemalan haitian hawaiian hebrew hindi hindu hispanic hispanics hmong honduran indian indians indigenous
    iranian iraqi irish islamic islander islanders israeli italian jamaican japanese jewish karen khmer korean
    koreans kurdish lao laotian latin latina latinas latine latino latinos latinx maori mandarin mayan mexican
    mexicans mixtec muslim muslims native natives navajo nepali nicaraguan nigerian pacific pakistani palestinian
    pashto persian peruvian polish polynesian portuguese punjabi puerto rican ricans roma romanian russian
    salvadoran samoan scottish sikh slavic somali somalian spanish sudanese swahili syrian tagalog taiwanese tamil
    thai tibetan tigrinya tongan turkish ukrainian urdu vietnamese welsh white yemeni yoruba zapotec jew jews
    catholic protestant buddhist cherokee lakota
    """
)
_PLACES: Final = _words(
    """
    america usa africa asia europe mexico canada china india alabama alaska arizona arkansas california colorado
    connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey york carolina
    dakota ohio oklahoma oregon pennsylvania rhode island tennessee texas utah vermont virginia washington wisconsin
    wyoming columbia rico united new
    """
)
_PROGRAMMES: Final = _words(
    """
    mckinney vento zoom google chromebook chromebooks ipad ipads iphone microsoft teams excel powerpoint word canvas
    schoology classroom powerschool aeries infinite seesaw clever kahoot nearpod khan lexia ixl iready ready imagine
    quizlet edpuzzle desmos illuminate illustrative mathematics eureka wonders fountas pinnell dibels acadience nwea
    map wida elpac caaspp smarter balanced star renaissance avid montessori waldorf covid covid-19 internet facebook
    instagram tiktok twitter youtube whatsapp snapchat netflix amazon apple android windows otter gemini copilot
    chatgpt slack medicaid medicare christmas thanksgiving easter halloween hanukkah ramadan eid juneteenth labor
    memorial veterans independence god lord bible congress senate house assembly supreme court constitution democrat
    democrats republican republicans brown's uber doc docs sheet sheets drive form forms jamboard padlet
    parentsquare remind dojo
    """
)

USUAL: Final = (
    MONTHS | DAYS | FUNCTION_WORDS | _SCHOOL_WORDS | _PEOPLES_AND_LANGUAGES | _PLACES | _PROGRAMMES | HONORIFICS | POSTS
)
