package dev.tributary.platform.database;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What begins a transaction here is done anew, a few times, when PostgreSQL gave it up in favour of another: a deadlock,
 * or a conflict of serialization.
 *
 * <p>For methods that do nothing but work with the database: everything else they do would be done twice. Within a
 * transaction of somebody else's it changes nothing, since only the whole can be done anew.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RetriedOnConflict {}
