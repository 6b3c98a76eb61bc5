package dev.tributary.simulator.demo;

import dev.tributary.simulator.Account;
import dev.tributary.simulator.Post;
import dev.tributary.simulator.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A cross-border kitchen shop with one official and four channel accounts, its posts, and some sixty customers. */
public final class DemoWorld {

    public static final String OFFICIAL = "hearthly.official";
    public static final List<String> CHANNELS =
            List.of("hearthly.kitchen", "hearthly.bento", "hearthly.tea", "cooking.with.mei");

    private static final List<Shopfront> SHOPFRONTS = List.of(
            new Shopfront(
                    OFFICIAL,
                    "PH",
                    "Hearthly 暖灶家居",
                    "Good things for a small kitchen 🍳 小厨房的好物",
                    48_200,
                    List.of(
                            "The pan that survived 1,000 eggs 🍳 24 cm, induction ready #kitchen #nonstick",
                            "奶油白铸铁锅终于补货了！炖汤一绝 #厨房好物",
                            "9.9 Mega sale: everything for your kitchen, free shipping over ₱599",
                            "Packing 300 orders in one night 📦 #smallbusiness")),
            new Shopfront(
                    "hearthly.kitchen",
                    "PH",
                    "Hearthly Kitchen Lab",
                    "We test it, you cook with it",
                    21_700,
                    List.of(
                            "Acacia or bamboo? We cut 500 onions to find out 🧅",
                            "กระทะใบเดียวทำได้ 5 เมนู 🍳 #ของมันต้องมี",
                            "Dao bếp này cắt cà chua mỏng như giấy 🍅 #bepnha")),
            new Shopfront(
                    "hearthly.bento",
                    "PH",
                    "Hearthly Bento 便当研究所",
                    "Lunch, but prettier 🍱",
                    33_900,
                    List.of(
                            "Three bentos in ten minutes 🍱 #mealprep",
                            "上班族一周便当不重样，附食谱",
                            "Bekal anak anti bosan, 5 ide untuk seminggu 🥕")),
            new Shopfront(
                    "hearthly.tea",
                    "TH",
                    "Hearthly Tea & Mugs",
                    "Mugs, teapots and slow mornings ☕",
                    12_400,
                    List.of(
                            "This mug keeps your coffee hot for 90 minutes ☕",
                            "Tazas hechas a mano, cada una es distinta #ceramica",
                            "手作茶器开窑的那一刻 🍵")),
            new Shopfront(
                    "cooking.with.mei",
                    "SG",
                    "Cooking with Mei 小美下厨",
                    "Mei cooks with Hearthly 👩‍🍳",
                    87_300,
                    List.of(
                            "Adobo in a clay pot, the way my lola made it 🇵🇭",
                            "Resepi sambal 10 minit guna kuali ni 🌶️",
                            "番茄牛腩面，一口锅搞定",
                            "Answering your questions about my favourite wok 🔥")));

    /** @param market where the account is registered: TikTok takes pictures from some of them only */
    private record Shopfront(
            String handle, String market, String name, String bio, int followers, List<String> captions) {}

    private DemoWorld() {}

    /** Fills an empty world; a world that has the official account already is left as it is. */
    public static void build(World world, long seed) {
        if (world.account(OFFICIAL).isPresent()) {
            return;
        }
        var random = new Random(seed);
        for (var shopfront : SHOPFRONTS) {
            var account = world.addAccount(
                    shopfront.handle(), shopfront.name(), shopfront.market(), shopfront.bio(), shopfront.followers());
            publish(world, account, shopfront.captions(), random);
        }
        Phrases.byLanguage().forEach((language, phrases) -> addPeople(world, language, phrases, random));
    }

    private static void publish(World world, Account account, List<String> captions, Random random) {
        for (var i = 0; i < captions.size(); i++) {
            var views = 3_000 + random.nextInt(180_000);
            world.addPost(
                    account,
                    i % 4 == 2 ? Post.Kind.PHOTO : Post.Kind.VIDEO,
                    captions.get(i),
                    Duration.ofHours(5 + 40L * i + random.nextInt(30)),
                    views / 14,
                    views / 160,
                    views);
        }
    }

    private static final Map<String, String> HANDLE_STEMS = Map.of(
            "zh", "xiaochu", "th", "krua", "vi", "bepnha", "en", "home", "id", "dapur", "ms", "rumah", "es", "cocina");

    private static void addPeople(World world, String language, Phrases phrases, Random random) {
        for (var name : phrases.people()) {
            var stem = name.replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
            var handle = (stem.length() < 4 ? HANDLE_STEMS.getOrDefault(language, "user") : stem);
            var unique = handle.substring(0, Math.min(14, handle.length())) + "_" + (100 + random.nextInt(900));
            if (world.customer(unique).isEmpty()) {
                world.addCustomer(unique, name, language, false, random.nextInt(3) == 0);
            }
        }
    }
}
