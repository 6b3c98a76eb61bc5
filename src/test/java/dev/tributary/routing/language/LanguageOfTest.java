package dev.tributary.routing.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageOfTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh | 你好，请问这个什么时候发货？",
                "zh | 這個可以寄到台灣嗎？運費多少",
                "zh | iPhone 15 的手机壳有吗，多少钱",
                "en | Hello, when will my order arrive? It has been two weeks",
                "en | I received the wrong item, can I get a refund?",
                "th | สวัสดีค่ะ สินค้าตัวนี้มีของไหมคะ",
                "th | ขอคืนสินค้าได้ไหมครับ",
                "vi | shop ơi còn hàng không ạ",
                "vi | mình muốn đổi trả sản phẩm này",
                "id | apakah bisa bayar di tempat; barang saya belum sampai juga",
                "id | barang saya belum sampai juga; kenapa resi saya tidak bisa dilacak; warnanya beda sama yang di foto",
                "ms | macam mana nak guna baucar ni; boleh saya tukar saiz baju ini",
                "tl | magkano po ang shipping fee papuntang cebu",
                "tl | hindi pa po dumadating ang parcel ko",
                "es | quiero devolver el producto porque llegó roto; hola, cuánto cuesta el envío?",
                "pt | ainda não recebi minha encomenda; vocês têm esse tamanho em preto",
                "ar | السلام عليكم متى يوصل الطلب",
                "ja | この商品は在庫がありますか",
                "ko | 이 제품 재고 있어요? 사이즈 교환하고 싶어요",
                "fr | bonjour, est-ce que vous livrez en france; quand sera livrée ma commande",
                "de | wann kommt mein paket an; gibt es das auch in schwarz",
            })
    void isToldFromASentenceOrTwo(String language, String texts) {
        assertThat(LanguageOf.texts(Arrays.asList(texts.split(";")))).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "thanks",
                "hola",
                "gracias!!!",
                "international",
                "hello hello hello hello hello",
                "สวัสดี",
                "发货",
                "有货吗",
                "ありがとう",
                "감사합니다",
                "😀😀😀",
                "👍 🙏 ❤️",
                "?!?!?!",
                "12345 67890",
                "https://example.com/products/the-best-kettle-in-the-whole-world",
                "www.example.com/very/long/path/of/words/in/english",
                "@kettle_shop_official_store #kettle #tiktokmademebuyit #summersale",
                "write me at somebody@example.com",
                "DHL TBA123456789",
                "iPhone 15 Pro Max 256GB",
            })
    void isNotGuessedFromTooLittle(String text) {
        assertThat(LanguageOf.texts(List.of(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Both Malay and Indonesian.
                "ada barang ini warna hitam",
                "bila barang saya akan sampai?",
            })
    void isNotGuessedWhereTwoAreAboutAsLikely(String text) {
        assertThat(LanguageOf.texts(List.of(text))).isEmpty();
    }

    @Test
    void isToldFromWhatWasWrittenAroundLinksAndPictures() {
        assertThat(LanguageOf.texts(List.of(
                        "https://example.com/xin-chao",
                        "😀",
                        "shop ơi còn hàng không ạ",
                        "@shop",
                        "bao giờ thì giao hàng vậy shop")))
                .contains("vi");
    }

    @Test
    void severalShortTextsAreToldTogether() {
        assertThat(LanguageOf.texts(List.of("hola"))).isEmpty();
        assertThat(LanguageOf.texts(List.of("hola", "cuánto cuesta?", "y el envío cuánto tarda", "gracias")))
                .contains("es");
    }

    @Test
    void nothingIsToldWhereNobodyWroteAnything() {
        assertThat(LanguageOf.texts(List.of())).isEmpty();
    }

    @Test
    void aVeryLongTextIsReadNoFurtherThanNeeded() {
        assertThat(LanguageOf.texts(List.of("where is my parcel please answer me ".repeat(10_000))))
                .contains("en");
    }
}
