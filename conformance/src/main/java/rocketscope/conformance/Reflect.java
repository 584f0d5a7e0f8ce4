package rocketscope.conformance;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Reaches client classes whose package or signature differs between releases.
 * A missing member is an error at once; what the client itself throws comes out unchanged.
 */
public final class Reflect {
    private Reflect() {
    }

    /** The first of these classes that this release has. */
    public static Class<?> type(String... names) {
        for (String name : names) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException notInThisRelease) {
                continue;
            }
        }
        throw new IllegalStateException("this release has none of " + String.join(", ", names));
    }

    /** A class of the remoting protocol, which moved to another artifact in 5.0. */
    public static Class<?> routeType(String simpleName) {
        return type("org.apache.rocketmq.common.protocol.route." + simpleName,
            "org.apache.rocketmq.remoting.protocol.route." + simpleName);
    }

    public static boolean hasMethod(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The public method of that name; with several, the one with the given number of parameters. */
    public static Method method(Class<?> type, String name, int parameters) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters && !method.isBridge()) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new IllegalStateException(type.getName() + " has no " + name + " with " + parameters + " parameters");
    }

    public static Object call(Object target, String name, Object... arguments) {
        return invoke(method(target.getClass(), name, arguments.length), target, arguments);
    }

    public static Object invoke(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw unchecked(thrown.getCause());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    public static Object create(Class<?> type, Object... arguments) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (fits(constructor.getParameterTypes(), arguments)) {
                try {
                    constructor.setAccessible(true);
                    return constructor.newInstance(arguments);
                } catch (InvocationTargetException thrown) {
                    throw unchecked(thrown.getCause());
                } catch (ReflectiveOperationException closed) {
                    throw new IllegalStateException(closed);
                }
            }
        }
        throw new IllegalStateException(type.getName() + " has no constructor for these " + arguments.length + " arguments");
    }

    public static boolean hasConstructor(Class<?> type, int parameters) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == parameters) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Class<?>[] parameters, Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isPrimitive() && !parameters[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    public static boolean hasField(Class<?> type, String name) {
        try {
            type.getDeclaredField(name);
            return true;
        } catch (NoSuchFieldException notInThisRelease) {
            return false;
        }
    }

    public static Object get(Object target, String name) {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(target);
            } catch (NoSuchFieldException inherited) {
                continue;
            } catch (IllegalAccessException closed) {
                throw new IllegalStateException(closed);
            }
        }
        throw new IllegalStateException(target.getClass().getName() + " has no field " + name);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
